package io.atelier.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Identity;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.layer.merge.Add;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.runtime.ClassWeights;
import io.atelier.engine.runtime.Execution;
import io.atelier.engine.runtime.Goal;
import io.atelier.engine.runtime.GpuLimits;
import io.atelier.engine.runtime.MixUp;
import io.atelier.engine.runtime.Serving;
import io.atelier.engine.runtime.Training;
import io.atelier.engine.search.Compared;
import io.atelier.engine.search.Condition;
import io.atelier.engine.search.Dimension;
import io.atelier.engine.search.Interval;
import io.atelier.engine.search.RandomSample;
import io.atelier.engine.search.SearchSpace;
import io.atelier.engine.search.SuccessiveHalving;
import io.atelier.engine.training.EarlyStopping;
import io.atelier.engine.training.Monitor;
import io.atelier.engine.training.TerminateOnNaN;
import io.atelier.engine.training.Trainer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.tensorflow.ndarray.Shape;

/** Any setting of any specification is either refused or means what it says. */
class OddSettingsTest {
  /** Settings whose negative values mean something. */
  private static final Set<String> SIGNED =
      Set.of(
          "seed",
          "low",
          "high",
          "mean",
          "min",
          "max",
          "value",
          "gain",
          "numerator",
          "denominator",
          "baseline",
          "axis");

  private static final List<Integer> INTS =
      List.of(Integer.MIN_VALUE, -1, 0, 1, 2, 7, 32, 1_000_000, Integer.MAX_VALUE);
  private static final List<Long> LONGS =
      List.of(Long.MIN_VALUE, -1L, 0L, 1L, 10L, 1L << 30, Long.MAX_VALUE);
  private static final List<Double> DOUBLES =
      List.of(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          -1e300,
          -1.0,
          -0.0,
          0.0,
          Double.MIN_VALUE,
          1e-40,
          1e-7,
          0.1,
          0.5,
          0.999,
          0.99999999,
          1.0,
          3.0,
          1e300);
  private static final List<String> TEXTS =
      Arrays.asList(
          null,
          "",
          " ",
          "\n",
          "\u0000",
          "a b",
          "\u00e4",
          "\u06f6",
          "a/b",
          "..",
          ".a",
          "-",
          "loss",
          "val_loss",
          "\"",
          "\\u0041",
          "a",
          "x_1",
          "B".repeat(300));

  private static final List<Record> meant = new ArrayList<>();

  private final Random random = new Random();

  @Provide
  Arbitrary<Class<?>> specifications() throws Exception {
    return Arbitraries.of(all());
  }

  static List<Class<?>> all() throws Exception {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> in :
        List.of(
            Constant.class, Dense.class, Add.class, Loss.class, Metric.class, Optimizer.class)) {
      found.addAll(specifications(in));
    }
    found.addAll(
        List.of(
            Training.class,
            Execution.class,
            GpuLimits.class,
            Serving.class,
            EarlyStopping.class,
            Monitor.class,
            Trainer.class,
            Dimension.class,
            Interval.class,
            Compared.class,
            Condition.class,
            SearchSpace.class,
            RandomSample.class,
            SuccessiveHalving.class));
    assertThat(found).hasSizeGreaterThan(40);
    return found;
  }

  /** The public records that print as source, of the package of a class. */
  private static List<Class<?>> specifications(Class<?> one) throws Exception {
    Path folder =
        Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve(one.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .sorted()
          .<Class<?>>map(file -> named(one.getPackageName() + "." + file.replace(".class", "")))
          .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
          .filter(
              type ->
                  Stream.of(Layer.class, Initializer.class, Loss.class, Metric.class)
                          .anyMatch(spec -> spec.isAssignableFrom(type))
                      || Stream.of(Optimizer.class, LearningRate.class)
                          .anyMatch(spec -> spec.isAssignableFrom(type))
                      || Set.of(Size.class, Input.class, Model.class).contains(type))
          .toList();
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 450, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void aSettingIsRefusedOrMeansWhatItSays(
      @ForAll("specifications") Class<?> type, @ForAll long seed) throws Exception {
    random.setSeed(seed);
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    boolean odd = false;
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getGenericType());
      odd |= cannotBeMeant(components[i].getName(), values[i]) && !type.equals(Constant.class);
    }
    Constructor<?> constructor = type.getConstructor(types);
    Object[] made = new Object[2];

    Optional<Throwable> refusal =
        Odd.refusal(
            () -> {
              made[0] = made(constructor, values);
              made[1] = made(constructor, values);
            });

    String given = type.getSimpleName() + Arrays.deepToString(values);
    if (refusal.isEmpty()) {
      assertThat(odd).as("accepted: %s", given).isFalse();
      assertThat(made[0]).isEqualTo(made[1]).hasSameHashCodeAs(made[1]);
      meant.add((Record) made[0]);
    } else {
      assertThat(refusal.get()).as(given).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Afterwards and together: each evaluation by itself takes a tenth of a second. */
  @AfterContainer
  static void whatIsAcceptedPrintsAsTheExpressionThatMakesItAgain() {
    assertThat(meant).hasSizeGreaterThan(100);
    List<Record> printed =
        meant.stream().filter(spec -> !inPackage(spec, SearchSpace.class)).toList();
    for (int from = 0; from < printed.size(); from += 50) {
      List<Record> some = printed.subList(from, Math.min(from + 50, printed.size()));
      String expressions = some.stream().map(Record::toString).collect(joining(", "));
      assertThat(JShellSource.evaluate("List.of(" + expressions + ")")).isEqualTo(some);
    }
  }

  private static boolean inPackage(Record spec, Class<?> one) {
    return spec.getClass().getPackage().equals(one.getPackage());
  }

  private static Object made(Constructor<?> constructor, Object[] values) throws Throwable {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Nothing, no number, less than nothing, or more than any machine has. */
  private static boolean cannotBeMeant(String name, Object value) {
    if (value instanceof Collection<?> all) {
      return all.stream().anyMatch(element -> cannotBeMeant(name, element));
    }
    if (value instanceof Optional<?> optional) {
      return optional.isPresent() && cannotBeMeant(name, optional.get());
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() && cannotBeMeant(name, optional.getAsDouble());
    }
    if (value instanceof Shape shape) {
      return shape.isUnknown()
          || Arrays.stream(shape.asArray()).anyMatch(size -> size < 1 || size > Integer.MAX_VALUE);
    }
    if (value instanceof Number number) {
      double size = number.doubleValue();
      return !Double.isFinite(size)
          || (size < 0 && !SIGNED.contains(name))
          || (size > 1024 && Set.of("threads", "replicas").contains(name));
    }
    return value == null || (value instanceof String text && text.isBlank());
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type of = generic.getActualTypeArguments()[0];
      if (generic.getRawType().equals(Optional.class)) {
        return oneOf(Arrays.asList(null, Optional.empty(), Optional.ofNullable(value(of))));
      }
      if (generic.getRawType().equals(Map.class)) {
        return oneOf(Arrays.asList(null, Map.of(), Map.of(value(of), 0.5)));
      }
      List<Object> list =
          new ArrayList<>(Stream.generate(() -> value(of)).limit(random.nextInt(4)).toList());
      return random.nextInt(12) == 0 ? null : list;
    }
    if (type.equals(boolean.class)) {
      return random.nextBoolean();
    }
    if (type.equals(int.class) || type.equals(Integer.class)) {
      return oddly(INTS, 1, 2, 7);
    }
    if (type.equals(long.class) || type.equals(Long.class)) {
      return oddly(LONGS, 1L, 10L, 1L << 30);
    }
    if (type.equals(double.class) || type.equals(Double.class)) {
      return oddly(DOUBLES, 0.1, 0.5, 0.999);
    }
    if (type.equals(String.class)) {
      return oddly(TEXTS, "a", "x_1", "val_loss");
    }
    return random.nextInt(12) == 0 ? null : oneOf(some(type));
  }

  private List<?> some(Type type) {
    if (type instanceof Class<?> known && known.isEnum()) {
      return Arrays.asList(known.getEnumConstants());
    }
    if (type.equals(OptionalInt.class)) {
      return List.of(OptionalInt.empty(), OptionalInt.of(oneOf(INTS)));
    }
    if (type.equals(OptionalLong.class)) {
      return List.of(OptionalLong.empty(), OptionalLong.of(oneOf(LONGS)));
    }
    if (type.equals(OptionalDouble.class)) {
      return List.of(OptionalDouble.empty(), OptionalDouble.of(oneOf(DOUBLES)));
    }
    return Stream.of(
            new Flatten(),
            new Dense(2, Activation.RELU).withKernelInitializer(new HeUniform(3)).named("d"),
            Activation.RELU,
            new Weight(new HeUniform(3)),
            new MixUp(0.2),
            new WeightGroup("d/*", 0.5, true),
            new Identity(2),
            new MeanSquaredError(),
            new Accuracy(),
            new LossMetric("mae", new MeanSquaredError()),
            ClassWeights.NONE,
            new Goal("d", new MeanSquaredError()),
            new ConstantRate(0.1),
            new Sgd(0.1),
            Input.floats(2),
            new Model.NamedInput("x", Input.floats(2)),
            new Model.Call(0, List.of(0)),
            new Model.NamedOutput("d", 1),
            Size.square(2),
            Monitor.VALIDATION_LOSS,
            GpuLimits.NONE,
            new TerminateOnNaN(),
            new Dimension("units", List.of("8", "16")),
            new Interval("rate", 0.1, 0.2, true, false),
            Condition.of("units", Compared.Relation.AT_LEAST, "8"),
            new Compared("units", Compared.Relation.IS, "8"),
            new RandomSample(3, 1),
            Shape.unknown(),
            Shape.scalar(),
            Shape.of(0),
            Shape.of(-1, 2),
            Shape.of(-2, -3),
            Shape.of(3, 1L << 40),
            Shape.of(1L << 32, 1L << 32),
            Shape.of(2, 3))
        .filter(value -> ((Class<?>) type).isInstance(value))
        .toList();
  }

  /** Mostly one that can be meant: a specification of many settings is not refused for all. */
  @SafeVarargs
  private <T> T oddly(List<T> odd, T... usual) {
    return random.nextInt(3) == 0 ? oneOf(odd) : usual[random.nextInt(usual.length)];
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
