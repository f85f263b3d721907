package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.FloatValues;
import io.atelier.data.Values;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Node;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.augmentation.FlipMode;
import io.atelier.engine.layer.augmentation.RandomBrightness;
import io.atelier.engine.layer.augmentation.RandomContrast;
import io.atelier.engine.layer.augmentation.RandomCrop;
import io.atelier.engine.layer.augmentation.RandomFlip;
import io.atelier.engine.layer.augmentation.RandomRotation;
import io.atelier.engine.layer.augmentation.RandomTranslation;
import io.atelier.engine.layer.augmentation.RandomZoom;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.merge.Concatenate;
import io.atelier.engine.layer.pooling.AveragePooling2D;
import io.atelier.engine.layer.pooling.GlobalAveragePooling2D;
import io.atelier.engine.layer.pooling.GlobalMaxPooling2D;
import io.atelier.engine.layer.preprocessing.Rescaling;
import io.atelier.engine.layer.preprocessing.Resizing;
import io.atelier.engine.layer.regularization.GaussianNoise;
import io.atelier.engine.layer.regularization.SpatialDropout2D;
import io.atelier.engine.runtime.Execution.Compilation;
import io.atelier.engine.training.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph with augmentation, noise, and poolings of all kinds, in the whole of a training. */
@Tag("numeric")
class AugmentedTrainingTest {
  private static final Layer[] AUGMENTATION = {
    new RandomFlip(FlipMode.HORIZONTAL),
    new RandomRotation(0.1),
    new RandomTranslation(0.1, 0.1),
    new RandomZoom(0.1),
    new RandomContrast(0.2).withValueRange(0, 1),
    new RandomBrightness(0.2).withValueRange(0, 1),
    new RandomCrop(7, 7)
  };

  /** Outside training, the crop takes the middle and resizes it. */
  private static final Layer[] NONE = {new Resizing(7, 7).cropped()};

  @TempDir Path folder;

  private static Model model(Layer... augmentation) {
    Node image = Node.input("image", Input.bytes(8, 8, 1));
    Node seen =
        image
            .then(new Rescaling(1, 255))
            .then(augmentation)
            .then(
                new Conv2D(6, 3, Activation.RELU).withPadding(Padding.SAME).named("conv"),
                new AveragePooling2D(2).withPadding(Padding.SAME),
                new SpatialDropout2D(0.2));
    Node both =
        new Concatenate()
            .of(seen.then(new GlobalAveragePooling2D()), seen.then(new GlobalMaxPooling2D()));
    return Model.of(
        "augmented",
        image,
        both.then(
            new GaussianNoise(0.1), new Dense(Sets.CLASSES, Activation.SOFTMAX).named("classes")));
  }

  private static Program program(Model model) {
    return Program.compile(
        model,
        Sets.training(),
        Optional.of(Sets.images(83, 1)),
        Optional.empty(),
        TestDevice.execution(Compilation.COMPILED));
  }

  private static void train(Program program, int from, int to) {
    for (int epoch = from; epoch < to; epoch++) {
      assertThat(program.trainEpoch(epoch, progress -> Verdict.CONTINUE)).isPresent();
    }
  }

  @Test
  void compiledItGoesOnFromACheckpointToTheBit() throws IOException {
    Model model = model(AUGMENTATION);
    Path checkpoint = folder.resolve("checkpoint");
    Map<String, FloatValues> uninterrupted;
    try (Program program = program(model)) {
      train(program, 0, 1);
      program.save(checkpoint);
      train(program, 1, 3);
      uninterrupted = program.weights();
      assertThat(program.lowering()).startsWith("xla");
    }
    try (Program program = program(model)) {
      program.restore(checkpoint);
      train(program, 1, 3);

      assertThat(program.weights()).isEqualTo(uninterrupted);
    }
  }

  @Test
  void answersAsIfThereWereNoAugmentation() {
    Values images = Sets.images(5, 2).inputs();
    try (Program augmented = program(model(AUGMENTATION));
        Program plain = program(model(NONE))) {
      train(augmented, 0, 1);
      plain.setWeights(augmented.weights());

      assertThat(augmented.outputs(images)).isEqualTo(plain.outputs(images));
    }
  }

  @Test
  void isReadAsItWasWritten() {
    Model model = model(AUGMENTATION);

    assertThat(KerasConfig.read(KerasConfig.write(model), Model.class)).isEqualTo(model);
  }
}
