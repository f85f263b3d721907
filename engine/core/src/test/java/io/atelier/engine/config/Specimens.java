package io.atelier.engine.config;

import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Named;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.preprocessing.Normalization;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A specimen of each record, of which no component has Keras' default. */
final class Specimens {
  /** Where any values do not do. */
  private static final List<Record> GIVEN =
      List.of(
          new PiecewiseConstantDecay(List.of(3L, 10L), List.of(0.5, 0.25, 0.125)),
          new Normalization(List.of(1.5, -2.0), List.of(4.0, 0.0)),
          new RandomUniform(0.25, 0.5, 7),
          new Rescaling(2, 255, -1),
          new Named("a.b-c_1", new Flatten()),
          new Sequential(
              List.of(
                  new Dense(3, Activation.TANH),
                  new Dense(3, Activation.RELU),
                  new Dense(2, Activation.SELU).named("last"))));

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(int.class, 3),
          Map.entry(double.class, 0.25),
          Map.entry(boolean.class, true),
          Map.entry(String.class, "some name"),
          Map.entry(OptionalInt.class, OptionalInt.of(2)),
          Map.entry(OptionalDouble.class, OptionalDouble.of(0.25)),
          Map.entry(OptionalLong.class, OptionalLong.of(7)),
          Map.entry(Size.class, new Size(2, 3)),
          Map.entry(Initializer.class, new HeUniform(5)),
          Map.entry(
              LearningRate.class, new PiecewiseConstantDecay(List.of(3L), List.of(0.5, 0.25))),
          Map.entry(Optimizer.class, new RmsProp(0.125)),
          Map.entry(Loss.class, new BinaryCrossEntropy(true)),
          Map.entry(Layer.class, new Dense(2, Activation.SELU)));

  private Specimens() {}

  static Record of(Class<? extends Record> type) {
    return GIVEN.stream()
        .filter(each -> each.getClass() == type)
        .findFirst()
        .orElseGet(() -> made(type));
  }

  private static Record made(Class<? extends Record> type) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(each -> value(each, type)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Give a specimen of " + type.getSimpleName() + " above", e);
    }
  }

  private static Object value(RecordComponent component, Class<?> type) {
    Class<?> wanted = component.getType();
    if (component.getName().equals("bias")) {
      return false;
    }
    if (wanted.isEnum()) {
      Object[] constants = wanted.getEnumConstants();
      return component.getName().equals("padding") ? constants[0] : constants[constants.length - 1];
    }
    if (!VALUES.containsKey(wanted)) {
      throw new AssertionError("Give a specimen of " + type.getSimpleName() + " above");
    }
    return VALUES.get(wanted);
  }
}
