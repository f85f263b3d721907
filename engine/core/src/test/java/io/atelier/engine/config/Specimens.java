package io.atelier.engine.config;

import io.atelier.data.image.Interpolation;
import io.atelier.engine.constraint.MaxNorm;
import io.atelier.engine.constraint.MinMaxNorm;
import io.atelier.engine.constraint.UnitNorm;
import io.atelier.engine.initializer.HeUniform;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.ActivationFunction;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Named;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.layer.activation.LeakyRelu;
import io.atelier.engine.layer.activation.PRelu;
import io.atelier.engine.layer.augmentation.Factor;
import io.atelier.engine.layer.augmentation.FillMode;
import io.atelier.engine.layer.augmentation.RandomBrightness;
import io.atelier.engine.layer.augmentation.RandomContrast;
import io.atelier.engine.layer.augmentation.RandomRotation;
import io.atelier.engine.layer.augmentation.RandomTranslation;
import io.atelier.engine.layer.augmentation.RandomZoom;
import io.atelier.engine.layer.augmentation.Spread;
import io.atelier.engine.layer.augmentation.ValueRange;
import io.atelier.engine.layer.block.Residual;
import io.atelier.engine.layer.convolution.Conv1D;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.convolution.DepthwiseConv2D;
import io.atelier.engine.layer.convolution.SeparableConv2D;
import io.atelier.engine.layer.preprocessing.Normalization;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.layer.preprocessing.Resizing;
import io.atelier.engine.layer.reshaping.Border;
import io.atelier.engine.layer.reshaping.Permute;
import io.atelier.engine.layer.reshaping.Reshape;
import io.atelier.engine.layer.reshaping.UpSampling2D;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.optimizer.Adafactor;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.CosineDecayRestarts;
import io.atelier.engine.optimizer.Ftrl;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.optimizer.wrapper.WeightGroups;
import io.atelier.engine.regularizer.L1;
import io.atelier.engine.training.CsvLogger;
import io.atelier.engine.training.PiecewiseRates;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A specimen of each record, of which no component has Keras' default. */
final class Specimens {
  /** Where any values do not do. */
  private static final List<Record> GIVEN =
      List.of(
          new PiecewiseConstantDecay(List.of(3L, 10L), List.of(0.5, 0.25, 0.125)),
          new CosineDecay(0.25, 30, 0.125, OptionalDouble.of(0.5), 3),
          new CosineDecayRestarts(0.25, 30, 1.5, 0.75, 0.125),
          new Adafactor(new ConstantRate(0.5), -0.25, 0.25, 0.125, 2),
          new Ftrl(new ConstantRate(0.5), -0.25, 0.25, 0.125, 0.5, 2, 3),
          new MovingAverage(0.25, OptionalInt.of(3), new RmsProp(0.125)),
          new WeightGroups(List.of(new WeightGroup("a|b", 0.5, false)), new RmsProp(0.125)),
          new Normalization(List.of(1.5, -2.0), List.of(4.0, 0.0)),
          new RandomUniform(0.25, 0.5, 7),
          new Rescaling(2, 255, -1),
          new Conv2D(4, 3, Activation.TANH)
              .withDilation(new Size(2, 1))
              .withPadding(Padding.SAME)
              .withGroups(2)
              .withKernel(weight())
              .withBias(weight())
              .withoutBias(),
          new Conv1D(4, 3, Activation.TANH).withDilation(2).withKernel(weight()).withoutBias(),
          new DepthwiseConv2D(3, Activation.TANH).withStrides(2).withKernel(weight()).withoutBias(),
          new SeparableConv2D(4, 3, Activation.TANH).withPadding(Padding.SAME).withoutBias(),
          new Residual(new Flatten(), Optional.of(new Dense(2, Activation.SELU))),
          new MaxNorm(3, List.of(1)),
          new MinMaxNorm(0.25, 0.5, 0.75, List.of(0, 1)),
          new UnitNorm(List.of(1)),
          new PRelu(weight(), List.of(1)),
          new Reshape(2, -1, 3),
          new RandomTranslation(0.25, 0.5)
              .withFill(FillMode.WRAP, 2)
              .withInterpolation(Interpolation.NEAREST),
          new RandomRotation(0.25)
              .withFill(FillMode.CONSTANT, 2)
              .withInterpolation(Interpolation.NEAREST),
          new RandomZoom(
              new Factor(-0.5, 0.25),
              Optional.of(Factor.of(0.5)),
              FillMode.NEAREST,
              Interpolation.NEAREST,
              1),
          new RandomBrightness(0.25).withValueRange(0, 1),
          new RandomContrast(new Spread(0.25, 0.5), new ValueRange(-1, 1)),
          new Resizing(3, 4, Interpolation.LANCZOS5, false, true, 0.5, true),
          new Permute(2, 1, 3),
          new UpSampling2D(new Size(2, 3), Interpolation.BILINEAR),
          new PiecewiseRates(List.of(2, 5), List.of(0.5, 0.25, 0.125)),
          new CsvLogger("log.csv", ";"),
          new Named("a.b-c_1", new Flatten()),
          new Sequential(
              List.of(
                  new Dense(3, Activation.TANH),
                  new Dense(3, Activation.RELU),
                  new Dense(2, Activation.SELU).named("last"))));

  private static Weight weight() {
    return new Weight(new HeUniform(5))
        .regularized(new L1(0.5))
        .constrained(new UnitNorm(List.of(0, 1)));
  }

  private static final Map<Class<?>, Object> VALUES =
      Map.ofEntries(
          Map.entry(int.class, 3),
          Map.entry(double.class, 0.25),
          Map.entry(boolean.class, true),
          Map.entry(String.class, "some name"),
          Map.entry(OptionalInt.class, OptionalInt.of(2)),
          Map.entry(OptionalDouble.class, OptionalDouble.of(0.25)),
          Map.entry(OptionalLong.class, OptionalLong.of(7)),
          Map.entry(ActivationFunction.class, new LeakyRelu(0.25)),
          Map.entry(Weight.class, weight()),
          Map.entry(Size.class, new Size(2, 3)),
          Map.entry(Border.class, new Border(1, 0, 3, 2)),
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
    if (component.getName().equals("useBias")) {
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
