package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.atelier.engine.constraint.NonNegative;
import io.atelier.engine.initializer.Constant;
import io.atelier.engine.initializer.Distribution;
import io.atelier.engine.initializer.Fan;
import io.atelier.engine.initializer.GlorotUniform;
import io.atelier.engine.initializer.HeNormal;
import io.atelier.engine.initializer.Initializer;
import io.atelier.engine.initializer.LecunNormal;
import io.atelier.engine.initializer.Ones;
import io.atelier.engine.initializer.Orthogonal;
import io.atelier.engine.initializer.RandomNormal;
import io.atelier.engine.initializer.RandomUniform;
import io.atelier.engine.initializer.VarianceScaling;
import io.atelier.engine.initializer.Zeros;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.Sequential;
import io.atelier.engine.layer.Shift;
import io.atelier.engine.layer.Size;
import io.atelier.engine.layer.Weight;
import io.atelier.engine.layer.activation.LeakyRelu;
import io.atelier.engine.layer.activation.Relu;
import io.atelier.engine.layer.activation.Softmax;
import io.atelier.engine.layer.augmentation.Factor;
import io.atelier.engine.layer.augmentation.FlipMode;
import io.atelier.engine.layer.augmentation.RandomBrightness;
import io.atelier.engine.layer.augmentation.RandomContrast;
import io.atelier.engine.layer.augmentation.RandomFlip;
import io.atelier.engine.layer.augmentation.RandomRotation;
import io.atelier.engine.layer.augmentation.RandomTranslation;
import io.atelier.engine.layer.augmentation.RandomZoom;
import io.atelier.engine.layer.augmentation.Spread;
import io.atelier.engine.layer.augmentation.ValueRange;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.GlobalAveragePooling2D;
import io.atelier.engine.layer.pooling.MaxPooling1D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.atelier.engine.layer.preprocessing.Normalization;
import io.atelier.engine.layer.preprocessing.Resizing;
import io.atelier.engine.layer.regularization.SpatialDropout2D;
import io.atelier.engine.layer.reshaping.Border;
import io.atelier.engine.layer.reshaping.Cropping2D;
import io.atelier.engine.layer.reshaping.UpSampling2D;
import io.atelier.engine.layer.reshaping.ZeroPadding2D;
import io.atelier.engine.loss.BinaryCrossEntropy;
import io.atelier.engine.loss.CategoricalCrossEntropy;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.loss.MeanAbsoluteError;
import io.atelier.engine.loss.MeanSquaredError;
import io.atelier.engine.loss.SparseCategoricalCrossEntropy;
import io.atelier.engine.metric.Accuracy;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.metric.TopKAccuracy;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.AdamW;
import io.atelier.engine.optimizer.ConstantRate;
import io.atelier.engine.optimizer.CosineDecay;
import io.atelier.engine.optimizer.ExponentialDecay;
import io.atelier.engine.optimizer.InverseTimeDecay;
import io.atelier.engine.optimizer.LearningRate;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.PiecewiseConstantDecay;
import io.atelier.engine.optimizer.RmsProp;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.WeightGroup;
import io.atelier.engine.optimizer.wrapper.ClipByGlobalNorm;
import io.atelier.engine.optimizer.wrapper.ClipByNorm;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import io.atelier.engine.optimizer.wrapper.DecoupledWeightDecay;
import io.atelier.engine.optimizer.wrapper.GradientAccumulation;
import io.atelier.engine.optimizer.wrapper.MovingAverage;
import io.atelier.engine.optimizer.wrapper.WeightGroups;
import io.atelier.engine.regularizer.L2;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forms of Keras 2 and 3, from their documentation, sources and files; single quotes for double.
 */
class KerasSpecsTest {
  static Stream<Arguments> forms() {
    return Stream.of(layers(), rules(), losses(), metrics(), initializers()).flatMap(s -> s);
  }

  private static Stream<Arguments> layers() {
    Dense dense = new Dense(3, Activation.LINEAR);
    return Stream.of(
        arguments(Layer.class, dense, "{'class_name': 'Dense', 'config': {'units': 3}}"),
        arguments(
            Layer.class, dense, "{'class_name': 'Dense', 'config': {'units': 3, 'dtype': null}}"),
        arguments(
            Layer.class,
            dense,
            "{'class_name': 'Dense', 'config': {'units': 3.0, 'activation': null, 'dtype': {'class_name': 'Policy', 'config': {'name': 'float32'}}, 'quantization_config': null}}"),
        arguments(
            Layer.class,
            new Dense(3, Activation.RELU),
            "{'class_name': 'Dense', 'config': {'units': 3, 'bias_initializer': 'zeros', 'activation': {'module': 'builtins', 'class_name': 'function', 'config': 'relu', 'registered_name': 'function'}}}"),
        arguments(
            Layer.class,
            new Dense(3, new Relu()),
            "{'class_name': 'Dense', 'config': {'units': 3, 'activation': {'module': 'keras.layers', 'class_name': 'ReLU', 'config': {'name': 're_lu', 'max_value': null, 'negative_slope': 0.0, 'threshold': 0.0}}}}"),
        arguments(
            Layer.class,
            new Dense(3, Activation.TANH),
            "{'class_name': 'Dense', 'config': {'units': 3, 'activation': {'class_name': 'Activation', 'config': {'activation': 'tanh'}}}}"),
        arguments(
            Layer.class,
            new Dense(3, Activation.SWISH),
            "{'class_name': 'Dense', 'config': {'units': 3, 'activation': 'swish'}}"),
        arguments(
            Layer.class,
            new Dense(3, Activation.SWISH),
            "{'class_name': 'Dense', 'config': {'units': 3, 'activation': 'silu'}}"),
        arguments(
            Layer.class,
            Activation.SOFTMAX.layer(),
            "{'class_name': 'Activation', 'config': {'name': 'activation', 'activation': 'softmax'}}"),
        arguments(
            Layer.class,
            new Softmax(),
            "{'class_name': 'Softmax', 'config': {'trainable': true, 'dtype': 'float32', 'axis': -1}}"),
        arguments(
            Layer.class,
            new Relu(OptionalDouble.of(6), 0.5, 1),
            "{'class_name': 'ReLU', 'config': {'name': 're_lu', 'max_value': 6, 'negative_slope': 0.5, 'threshold': 1}}"),
        arguments(
            Layer.class,
            new LeakyRelu(0.1).named("leaky"),
            "{'class_name': 'LeakyReLU', 'config': {'name': 'leaky', 'alpha': 0.1}}"),
        arguments(
            Layer.class,
            new Dense(3, Activation.LINEAR)
                .withKernel(new Weight(new GlorotUniform()).regularized(new L2(0.01)))
                .withBias(new Weight(new Ones()).constrained(new NonNegative())),
            "{'class_name': 'Dense', 'config': {'units': 3, 'kernel_regularizer': 'l2', 'bias_initializer': 'ones', 'bias_constraint': {'class_name': 'NonNeg', 'config': {}}}}"),
        arguments(
            Layer.class,
            new Relu(),
            "{'class_name': 'ReLU', 'config': {'name': 're_lu', 'max_value': null, 'negative_slope': 0.0, 'threshold': 0.0}}"),
        arguments(
            Layer.class,
            new Conv2D(2, 5, Activation.LINEAR)
                .withPadding(Padding.SAME)
                .withStrides(new Size(1, 2)),
            "{'class_name': 'Conv2D', 'config': {'filters': 2, 'kernel_size': 5, 'strides': [1, 2], 'padding': 'SAME', 'dilation_rate': 1}}"),
        arguments(
            Layer.class,
            new MaxPooling2D(Size.square(3), Size.square(3), Padding.VALID),
            "{'class_name': 'MaxPooling2D', 'config': {'pool_size': [3, 3], 'strides': null}}"),
        arguments(Layer.class, new MaxPooling2D(2), "{'class_name': 'MaxPool2D', 'config': null}"),
        arguments(
            Layer.class,
            new MaxPooling1D(3).withStrides(2),
            "{'class_name': 'MaxPooling1D', 'config': {'pool_size': [3], 'strides': [2], 'padding': 'valid', 'data_format': 'channels_last'}}"),
        arguments(
            Layer.class,
            new GlobalAveragePooling2D().named("gap"),
            "{'class_name': 'GlobalAvgPool2D', 'config': {'name': 'gap', 'data_format': 'channels_last'}}"),
        arguments(
            Layer.class,
            new ZeroPadding2D(new Border(1, 1, 2, 2)),
            "{'class_name': 'ZeroPadding2D', 'config': {'padding': [1, 2]}}"),
        arguments(
            Layer.class,
            new ZeroPadding2D(new Border(1, 2, 3, 4)),
            "{'class_name': 'ZeroPadding2D', 'config': {'padding': [[1, 2], [3, 4]], 'data_format': 'channels_last'}}"),
        arguments(
            Layer.class,
            new Cropping2D(2),
            "{'class_name': 'Cropping2D', 'config': {'cropping': 2}}"),
        arguments(
            Layer.class,
            new UpSampling2D(2),
            "{'class_name': 'UpSampling2D', 'config': {'size': [2, 2], 'interpolation': 'nearest'}}"),
        arguments(
            Layer.class,
            new SpatialDropout2D(0.5),
            "{'class_name': 'SpatialDropout2D', 'config': {'rate': 0.5, 'seed': 1337}}"),
        arguments(
            Layer.class,
            new RandomRotation(0.1),
            "{'class_name': 'RandomRotation', 'config': {'factor': 0.1, 'seed': 42, 'fill_mode': 'reflect', 'interpolation': 'bilinear', 'data_format': 'channels_last'}}"),
        arguments(
            Layer.class,
            new RandomTranslation(0, 0).withFactors(new Factor(-0.2, 0.3), Factor.of(0.1)),
            "{'class_name': 'RandomTranslation', 'config': {'height_factor': [0.3, -0.2], 'width_factor': 0.1, 'seed': null}}"),
        arguments(
            Layer.class,
            new RandomZoom(0.25),
            "{'class_name': 'RandomZoom', 'config': {'height_factor': 0.25, 'width_factor': null}}"),
        arguments(
            Layer.class,
            new RandomFlip(FlipMode.HORIZONTAL_AND_VERTICAL),
            "{'class_name': 'RandomFlip', 'config': {'seed': 1337}}"),
        arguments(
            Layer.class,
            new RandomContrast(new Spread(0, 0.5), new ValueRange(0, 1)),
            "{'class_name': 'RandomContrast', 'config': {'factor': [0, 0.5], 'value_range': [0, 1]}}"),
        arguments(
            Layer.class,
            new RandomBrightness(0.2),
            "{'class_name': 'RandomBrightness', 'config': {'factor': [-0.2, 0.2], 'value_range': [0, 255], 'seed': null}}"),
        arguments(
            Layer.class,
            new Resizing(8, 9).cropped(),
            "{'class_name': 'Resizing', 'config': {'height': 8, 'width': 9, 'interpolation': 'bilinear', 'crop_to_aspect_ratio': true, 'fill_mode': 'constant'}}"),
        arguments(
            Layer.class,
            new Flatten().frozen(),
            "{'class_name': 'Flatten', 'config': {'trainable': false, 'data_format': null}}"),
        arguments(
            Layer.class,
            new Normalization(List.of(3.0), List.of(2.0)),
            "{'class_name': 'Normalization', 'config': {'axis': null, 'mean': 3.0, 'variance': 2.0}}"),
        arguments(
            Layer.class,
            new Normalization(List.of(3.0, 1.0), List.of(2.0, 1.0)),
            "{'class_name': 'Normalization', 'config': {'axis': -1, 'invert': false, 'mean': [3, 1], 'variance': [2.0, 1.0]}}"),
        arguments(
            Layer.class,
            Sequential.of(dense),
            "{'class_name': 'Sequential', 'config': {'name': 'sequential', 'layers': [{'class_name': 'InputLayer', 'config': {'batch_input_shape': [null, 4]}}, {'class_name': 'Dense', 'config': {'name': 'dense', 'units': 3}}]}}"),
        arguments(
            Layer.class,
            new Shift(),
            "{'module': null, 'class_name': 'Shift', 'config': {}, 'registered_name': 'example>Shift'}"),
        arguments(Layer.class, new Shift(), "{'class_name': 'example>Shift', 'config': {}}"),
        arguments(
            Input.class,
            Input.bytes(28, 28, 1),
            "{'class_name': 'InputLayer', 'config': {'batch_input_shape': [32, 28, 28, 1], 'dtype': 'uint8', 'sparse': false, 'ragged': false, 'name': 'input_1'}}"));
  }

  private static Stream<Arguments> rules() {
    return Stream.of(
        arguments(Optimizer.class, new Sgd(0.01), "'sgd'"),
        arguments(Optimizer.class, new Adam(0.001), "'Adam'"),
        arguments(Optimizer.class, new RmsProp(0.001), "'rmsprop'"),
        arguments(
            Optimizer.class,
            new Sgd(new ConstantRate(0.1), 0.9, true),
            "{'class_name': 'SGD', 'config': {'name': 'SGD', 'learning_rate': 0.1, 'decay': 0.0, 'momentum': 0.9, 'nesterov': true}}"),
        arguments(
            Optimizer.class,
            new Adam(0.002),
            "{'class_name': 'Adam', 'config': {'lr': 0.002, 'beta_1': 0.9, 'beta_2': 0.999, 'decay': 0.0, 'epsilon': 1e-07, 'amsgrad': false}}"),
        arguments(
            Optimizer.class,
            new Adam(0.0010000000474974513),
            "{'class_name': 'Custom>Adam', 'config': {'name': 'Adam', 'weight_decay': null, 'clipnorm': null, 'global_clipnorm': null, 'clipvalue': null, 'use_ema': false, 'ema_momentum': 0.99, 'ema_overwrite_frequency': null, 'jit_compile': true, 'is_legacy_optimizer': false, 'learning_rate': 0.0010000000474974513, 'beta_1': 0.9, 'beta_2': 0.999, 'epsilon': 1e-07, 'amsgrad': false}}"),
        arguments(
            Optimizer.class,
            new ClipByValue(0.5, new RmsProp(new ConstantRate(0.01), 0.8, 1e-7)),
            "{'class_name': 'RMSprop', 'config': {'learning_rate': 0.01, 'rho': 0.8, 'momentum': 0.0, 'centered': false, 'clipvalue': 0.5}}"),
        arguments(
            Optimizer.class,
            new Sgd(0.01),
            "{'class_name': 'SGD', 'config': {'weight_decay': 0, 'use_ema': false, 'ema_momentum': 0.5}}"),
        arguments(
            Optimizer.class,
            new MovingAverage(
                0.9,
                OptionalInt.of(3),
                new GradientAccumulation(
                    4, new DecoupledWeightDecay(0.1, new ClipByNorm(2, new Sgd(0.5))))),
            "{'class_name': 'SGD', 'config': {'learning_rate': 0.5, 'weight_decay': 0.1, 'clipnorm': 2, 'use_ema': true, 'ema_momentum': 0.9, 'ema_overwrite_frequency': 3, 'gradient_accumulation_steps': 4}}"),
        arguments(
            Optimizer.class,
            new MovingAverage(0.99, new ClipByGlobalNorm(1, new AdamW(0.002, 0.004))),
            "{'module': 'keras.optimizers', 'class_name': 'AdamW', 'config': {'name': 'adamw', 'learning_rate': 0.002, 'weight_decay': 0.004, 'clipnorm': null, 'global_clipnorm': 1.0, 'clipvalue': null, 'use_ema': true, 'ema_momentum': 0.99, 'ema_overwrite_frequency': null, 'loss_scale_factor': null, 'gradient_accumulation_steps': null, 'beta_1': 0.9, 'beta_2': 0.999, 'epsilon': 1e-07, 'amsgrad': false}, 'registered_name': null}"),
        arguments(Optimizer.class, new AdamW(0.001, 0.004), "'adamw'"),
        arguments(
            Optimizer.class,
            new DecoupledWeightDecay(
                0.01, new WeightGroups(List.of(new WeightGroup("^base/", 0.1)), new Adam(0.001))),
            "{'class_name': 'atelier>WeightGroups', 'config': {'weight_decay': 0.01, 'groups': [{'pattern': '^base/', 'rate_factor': 0.1}], 'optimizer': 'adam'}, 'registered_name': 'atelier>WeightGroups'}"),
        arguments(
            Optimizer.class,
            new Sgd(new ExponentialDecay(0.01, 10000, 0.9, false), 0, false),
            "{'class_name': 'SGD', 'config': {'learning_rate': {'module': 'keras.optimizers.schedules', 'class_name': 'ExponentialDecay', 'config': {'initial_learning_rate': 0.01, 'decay_steps': 10000, 'decay_rate': 0.9, 'staircase': false, 'name': 'ExponentialDecay'}, 'registered_name': null}}}"),
        arguments(
            LearningRate.class,
            new PiecewiseConstantDecay(List.of(100000L, 110000L), List.of(1.0, 0.5, 0.1)),
            "{'class_name': 'PiecewiseConstantDecay', 'config': {'boundaries': [100000, 110000], 'values': [1.0, 0.5, 0.1], 'name': 'PiecewiseConstant'}}"),
        arguments(
            LearningRate.class,
            new InverseTimeDecay(0.1, 1, 0.5, false),
            "{'class_name': 'InverseTimeDecay', 'config': {'initial_learning_rate': 0.1, 'decay_steps': 1.0, 'decay_rate': 0.5, 'name': null}}"),
        arguments(
            LearningRate.class,
            new CosineDecay(0.1, 1000, 0),
            "{'class_name': 'CosineDecay', 'config': {'initial_learning_rate': 0.1, 'decay_steps': 1000, 'alpha': 0.0, 'name': 'CosineDecay', 'warmup_target': null, 'warmup_steps': 0}}"),
        arguments(LearningRate.class, new ConstantRate(1), "1"));
  }

  private static Stream<Arguments> losses() {
    return Stream.of(
        arguments(Loss.class, new MeanSquaredError(), "'mse'"),
        arguments(Loss.class, new MeanSquaredError(), "'mean_squared_error'"),
        arguments(Loss.class, new MeanAbsoluteError(), "'MAE'"),
        arguments(Loss.class, new BinaryCrossEntropy(), "'binary_crossentropy'"),
        arguments(
            Loss.class, new SparseCategoricalCrossEntropy(), "'SparseCategoricalCrossentropy'"),
        arguments(
            Loss.class,
            new SparseCategoricalCrossEntropy(),
            "{'module': 'builtins', 'class_name': 'function', 'config': 'sparse_categorical_crossentropy', 'registered_name': 'function'}"),
        arguments(
            Loss.class,
            new CategoricalCrossEntropy(true),
            "{'class_name': 'CategoricalCrossentropy', 'config': {'reduction': 'auto', 'name': 'categorical_crossentropy', 'from_logits': true, 'label_smoothing': 0, 'axis': -1}}"),
        arguments(
            Loss.class,
            new SparseCategoricalCrossEntropy(true),
            "{'module': 'keras.losses', 'class_name': 'SparseCategoricalCrossentropy', 'config': {'name': 'sparse_categorical_crossentropy', 'reduction': 'sum_over_batch_size', 'from_logits': true, 'ignore_class': null, 'axis': -1}, 'registered_name': null}"));
  }

  private static Stream<Arguments> metrics() {
    return Stream.of(
        arguments(Metric.class, new Accuracy(), "'accuracy'"),
        arguments(Metric.class, new Accuracy(), "'acc'"),
        arguments(Metric.class, new Accuracy(), "'sparse_categorical_accuracy'"),
        arguments(
            Metric.class,
            new Accuracy(),
            "{'class_name': 'MeanMetricWrapper', 'config': {'name': 'accuracy', 'dtype': 'float32', 'fn': 'sparse_categorical_accuracy'}}"),
        arguments(
            Metric.class,
            new Accuracy(),
            "{'module': 'keras.metrics', 'class_name': 'CategoricalAccuracy', 'config': {'name': 'accuracy', 'dtype': {'module': 'keras', 'class_name': 'DTypePolicy', 'config': {'name': 'float32'}}}, 'registered_name': null}"),
        arguments(
            Metric.class,
            new TopKAccuracy(5),
            "{'class_name': 'TopKCategoricalAccuracy', 'config': {'name': 'top5'}}"),
        arguments(Metric.class, new LossMetric("mae", new MeanAbsoluteError()), "'mae'"),
        arguments(
            Metric.class,
            new LossMetric("error", new MeanAbsoluteError()),
            "{'class_name': 'MeanAbsoluteError', 'config': {'name': 'error', 'dtype': 'float32'}}"),
        arguments(
            Metric.class,
            new LossMetric("mean_squared_error", new MeanSquaredError()),
            "{'class_name': 'MeanSquaredError', 'config': {}}"));
  }

  private static Stream<Arguments> initializers() {
    return Stream.of(
        arguments(Initializer.class, new GlorotUniform(), "'glorot_uniform'"),
        arguments(Initializer.class, new HeNormal(), "'he_normal'"),
        arguments(Initializer.class, new LecunNormal(), "'lecun_normal'"),
        arguments(Initializer.class, new Zeros(), "'zero'"),
        arguments(Initializer.class, new RandomUniform(-0.05, 0.05), "'uniform'"),
        arguments(Initializer.class, new RandomNormal(0, 0.05), "'normal'"),
        arguments(Initializer.class, new Orthogonal(), "'orthogonal'"),
        arguments(
            Initializer.class,
            new Zeros(),
            "{'class_name': 'Zeros', 'config': {'dtype': 'float32'}}"),
        arguments(
            Initializer.class,
            new GlorotUniform(7),
            "{'module': 'keras.initializers', 'class_name': 'GlorotUniform', 'config': {'seed': 7, 'input_axes': null, 'output_axes': null}, 'registered_name': null}"),
        arguments(
            Initializer.class,
            new Constant(0.5),
            "{'class_name': 'Constant', 'config': {'value': 0.5}}"),
        arguments(
            Initializer.class,
            new RandomNormal(0, 1, 3),
            "{'class_name': 'RandomNormal', 'config': {'mean': 0, 'stddev': 1.0, 'seed': 3}}"),
        arguments(
            Initializer.class,
            new VarianceScaling(2, Fan.OUT, Distribution.UNTRUNCATED_NORMAL, OptionalLong.empty()),
            "{'class_name': 'VarianceScaling', 'config': {'scale': 2.0, 'mode': 'fan_out', 'distribution': 'untruncated_normal', 'seed': null}}"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isRead(Class<?> kind, Object expected, String json) {
    Object read = KerasConfig.read(json.replace('\'', '"'), kind);

    assertThat(read).isEqualTo(expected);
    assertThat(KerasConfig.read(KerasConfig.tree(read), kind)).isEqualTo(expected);
  }

  @Test
  void writesWhatIsGivenToAnOptimizerInOneConfig() {
    assertThat(KerasConfig.tree(new ClipByValue(0.5, new Sgd(0.25))).toString())
        .isEqualTo(
            "{'module':'keras.optimizers','class_name':'SGD','config':{'name':'sgd','weight_decay':null,'clipnorm':null,'global_clipnorm':null,'clipvalue':0.5,'use_ema':false,'loss_scale_factor':null,'gradient_accumulation_steps':null,'ema_momentum':0.99,'ema_overwrite_frequency':null,'learning_rate':0.25,'momentum':0.0,'nesterov':false},'registered_name':null}"
                .replace('\'', '"'));
  }

  @Test
  void writesALossThatIsWatchedAsKerasMetricOfItsName() {
    assertThat(KerasConfig.tree(new LossMetric("mae", new MeanAbsoluteError())).toString())
        .isEqualTo(
            "{'module':'keras.metrics','class_name':'MeanAbsoluteError','config':{'name':'mae','dtype':'float32'},'registered_name':null}"
                .replace('\'', '"'));
    assertThat(KerasConfig.write(new Accuracy())).isEqualTo("\"accuracy\"");
  }
}
