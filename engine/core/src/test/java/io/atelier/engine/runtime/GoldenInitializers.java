package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.data.FloatValues;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.initializer.Fans;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.RandomNormal;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.initializer.TruncatedNormal;
import io.atelier.engine.runtime.build.KerasSeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.Glorot;
import org.tensorflow.framework.initializers.He;
import org.tensorflow.framework.initializers.VarianceScaling.Distribution;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Cases of initializers and of the random numbers behind them. */
final class GoldenInitializers {
  private GoldenInitializers() {}

  static void exact(Golden golden) {
    FloatValues values = values(golden);
    for (float value : values.values()) {
      golden.check("value", value);
    }
    assertThat(values.shape()).isEqualTo(List.of(4, 5));
  }

  static void defaults(Golden golden) {
    RandomUniform uniform = named("random_uniform", RandomUniform.class);
    golden.check("random_uniform", uniform.min(), uniform.max());
    golden.check("random_normal_stddev", named("random_normal", RandomNormal.class).deviation());
    golden.check(
        "truncated_normal_stddev", named("truncated_normal", TruncatedNormal.class).deviation());
  }

  private static <T> T named(String name, Class<T> type) {
    return KerasConfig.read('"' + name + '"', type);
  }

  static void statistics(Golden golden) {
    double[] values = GoldenTensor.doubles(values(golden).values());
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    double min = Arrays.stream(values).min().orElseThrow();
    if (golden.expects("mean")) {
      golden.check("mean", mean);
    }
    if (golden.expects("std")) {
      golden.check("std", Math.sqrt(variance));
    }
    if (golden.expects("limit")) {
      golden.check("limit", Math.max(max, -min));
    }
    if (golden.expects("max")) {
      golden.check("max", max);
      golden.check("min", min);
    }
  }

  static void seeded(Golden golden) {
    golden.check("limit", limit(golden.config()));
    float[] values = values(golden).values();
    int first = golden.expected("first_values_flat").size();
    golden.check("first_values_flat", Arrays.copyOf(values, first));
  }

  /** The fans, Keras' formula of them, and that the drawn values fill the range to its ends. */
  static void limit(Golden golden) {
    Fans fans = Fans.of(shape(golden.config().required("shape")));
    golden.check("fan_in", fans.in());
    golden.check("fan_out", fans.out());
    double limit = limit(golden.config());
    golden.check("limit", limit);
    double[] many = GoldenTensor.doubles(Computed.floats(tf -> many(tf, golden)).values());
    assertThat(Arrays.stream(many).max().orElseThrow()).isBetween(limit * 0.999, limit);
    assertThat(-Arrays.stream(many).min().orElseThrow())
        .isBetween(limit * 0.999, (double) (float) limit);
  }

  private static double limit(JsonNode config) {
    Fans fans = Fans.of(shape(config.required("shape")));
    return switch (config.required("initializer").asText()) {
      case "glorot_uniform" -> Math.sqrt(6 / (fans.in() + fans.out()));
      case "he_uniform" -> Math.sqrt(6 / fans.in());
      default -> throw new IllegalArgumentException("no limit of " + config);
    };
  }

  /** {@return at least 40,000 values, drawn with as many seeds as that takes} */
  private static Operand<TFloat32> many(Ops tf, Golden golden) {
    Shape shape = shape(golden.config().required("shape"));
    List<Operand<TFloat32>> draws = new ArrayList<>();
    for (long seed = 1; draws.size() * shape.size() < 40_000; seed++) {
      Initializer initializer =
          GoldenSpecs.initializer(golden.config().<ObjectNode>deepCopy().put("seed", seed));
      draws.add(tf.reshape(initializer.values(tf, shape, new KerasSeeds(0)), tf.array(-1)));
    }
    return draws.size() == 1 ? draws.get(0) : tf.concat(draws, tf.constant(0));
  }

  private static FloatValues values(Golden golden) {
    Initializer initializer = GoldenSpecs.initializer(golden.config());
    Shape shape = shape(golden.config().required("shape"));
    return Computed.floats(tf -> initializer.values(tf, shape, new KerasSeeds(0)));
  }

  private static Shape shape(JsonNode sizes) {
    return Shape.of(sizes.valueStream().mapToLong(JsonNode::asLong).toArray());
  }

  static void random(Golden golden) {
    String op = golden.config().required("op").asText();
    if (op.startsWith("stateless_uniform full-range int32")) {
      fullRange(golden);
    } else if (op.startsWith("stateless_normal float32")) {
      golden.check(
          "values",
          Computed.floats(
              tf ->
                  tf.random.statelessRandomNormal(
                      sizes(tf, golden), seed(tf, golden), TFloat32.class)));
    } else if (op.startsWith("stateless_uniform float32 in [0,10)")) {
      golden.check(
          "values",
          uniform(golden, golden.input("minval").asDouble(), golden.input("maxval").asDouble()));
    } else {
      upstream(golden, op);
    }
  }

  private static void fullRange(Golden golden) {
    double[] words =
        GoldenTensor.doubles(
            Computed.floats(
                    tf -> {
                      // A float32 holds 16 bits exactly, not 32.
                      Operand<TInt32> drawn =
                          tf.random.statelessRandomUniformFullInt(
                              sizes(tf, golden), seed(tf, golden), TInt32.class);
                      Operand<TInt32> high = tf.bitwise.rightShift(drawn, tf.constant(16));
                      Operand<TInt32> low = tf.bitwise.bitwiseAnd(drawn, tf.constant(0xffff));
                      return tf.dtypes.cast(tf.stack(List.of(high, low)), TFloat32.class);
                    })
                .values());
    double[] values = new double[words.length / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = words[i] * 65536 + words[values.length + i];
    }
    golden.check("values", values);
  }

  /** What TensorFlow Java's framework draws, and our own draws of the same raw numbers. */
  private static void upstream(Golden golden, String op) {
    long seed = golden.input("seed").get(0).asLong();
    boolean glorot =
        op.startsWith("org.tensorflow.framework.initializers.Glorot(UNIFORM, seed=1000)");
    assertThat(
            glorot || op.startsWith("org.tensorflow.framework.initializers.He(UNIFORM, seed=1000)"))
        .isTrue();
    Shape shape = shape(golden.input("shape"));
    golden.check(
        "values",
        Computed.floats(
                tf ->
                    glorot
                        ? new Glorot<TFloat32>(Distribution.UNIFORM, seed)
                            .call(tf, tf.constant(shape), TFloat32.class)
                        : new He<TFloat32>(Distribution.UNIFORM, seed)
                            .call(tf, tf.constant(shape), TFloat32.class))
            .values());
    if (golden.expects("raw_uniform_times")) {
      assertThat(golden.expected("raw_uniform_times").asText()).isEqualTo("sqrt(1.5)");
      golden.check("values", uniform(golden, 0, Math.sqrt(1.5)));
    }
  }

  private static float[] uniform(Golden golden, double min, double max) {
    RandomUniform initializer = new RandomUniform(min, max, golden.input("seed").get(0).asLong());
    assertThat(golden.input("seed").get(1).asLong()).isZero();
    Shape shape = shape(golden.input("shape"));
    return Computed.floats(tf -> initializer.values(tf, shape, new KerasSeeds(0))).values();
  }

  private static Operand<TInt32> sizes(Ops tf, Golden golden) {
    return ints(tf, golden.input("shape"));
  }

  private static Operand<TInt32> seed(Ops tf, Golden golden) {
    return ints(tf, golden.input("seed"));
  }

  private static Operand<TInt32> ints(Ops tf, JsonNode list) {
    return tf.constant(list.valueStream().mapToInt(JsonNode::asInt).toArray());
  }
}
