package io.atelier.keras;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.config.json.JsonText;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Dropout;
import io.atelier.engine.layer.Flatten;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Padding;
import io.atelier.engine.layer.convolution.Conv2D;
import io.atelier.engine.layer.pooling.MaxPooling2D;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code keras} are Keras' own, emptied of their weights: two versions of one network
 * (rickiepark/hg-mldl, MIT), and another's weights (Kotlin/kotlindl, Apache 2.0).
 */
class KerasFileTest {
  private static final Model CNN =
      Model.of(
          "sequential",
          Input.floats(28, 28, 1),
          new Conv2D(32, 3, Activation.RELU).withPadding(Padding.SAME),
          new MaxPooling2D(2),
          new Conv2D(64, 3, Activation.RELU).withPadding(Padding.SAME),
          new MaxPooling2D(2),
          new Flatten(),
          new Dense(100, Activation.RELU),
          new Dropout(0.4),
          new Dense(10, Activation.SOFTMAX));

  private static final Model SMALL =
      Model.of("small", Input.floats(4), new Dense(3, Activation.SOFTMAX));

  @TempDir private Path folder;

  private static Path file(String name) {
    return Path.of("src/test/resources/keras", name);
  }

  private Path archive(String entry, byte[] content) throws IOException {
    Path file = folder.resolve("model.keras");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
      zip.closeEntry();
    }
    return file;
  }

  private Path hdf5(Consumer<WritableHdfFile> content) {
    Path file = folder.resolve("model.h5");
    try (WritableHdfFile hdf5 = HdfFile.write(file)) {
      content.accept(hdf5);
    }
    return file;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(Path file, String... reasons) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasFile.model(file))
        .withMessageStartingWith(file + ": it needs ")
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn-keras-3.4.1.keras", "cnn-keras-2.11.h5"})
  void theNetworkOfAFileOfKerasIsRead(String name) throws IOException {
    assertThat(KerasFile.is(file(name))).isTrue();
    assertThat(KerasFile.model(file(name))).isEqualTo(CNN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn-keras-3.4.1.keras", "cnn-keras-2.11.h5"})
  void theContentSaysWhatAFileIs(String name) throws IOException {
    Path other = folder.resolve("model.json");
    Files.copy(file(name), other);
    assertThat(KerasFile.model(other)).isEqualTo(CNN);
  }

  @Test
  void whatWasCompiledIsInTheConfigOfAKerasFile() throws IOException {
    assertThat(KerasFile.config(file("cnn-keras-3.4.1.keras")).at("/compile_config/loss").asText())
        .isEqualTo("sparse_categorical_crossentropy");
  }

  @Test
  void aFileWithJsonIsReadAsOne() throws IOException {
    Path json = folder.resolve("model.keras");
    Files.writeString(json, KerasConfig.write(SMALL));
    assertThat(KerasFile.is(json)).isFalse();
    assertThat(KerasFile.model(json)).isEqualTo(SMALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasFile.config(json))
        .withMessageContaining("a .keras or .h5 file, got neither");
  }

  @Test
  void packedConfigsAndAttributesOfFixedLengthAreReadToo() throws IOException {
    String config = KerasConfig.write(SMALL);
    assertThat(KerasFile.model(archive("config.json", bytes(config)))).isEqualTo(SMALL);
    Path hdf5 = hdf5(file -> file.putAttribute("model_config", config));
    assertThat(KerasFile.model(hdf5)).isEqualTo(SMALL);
  }

  @Test
  void weightsAloneAreRefused() {
    String cure = "got its weights alone; save the model with model.save(\"model.keras\")";
    refused(file("resnet-weights-keras-2.2.4.h5"), cure);
    for (String layers : new String[] {"layers", "_layer_checkpoint_dependencies"}) {
      Path weights =
          hdf5(
              file ->
                  file.putGroup(layers)
                      .putGroup("dense")
                      .putGroup("vars")
                      .putDataset("0", new float[] {1, 2}));
      refused(weights, cure);
    }
  }

  @Test
  void filesOfOthersAreRefused() throws IOException {
    refused(archive("saved_model.pb", new byte[9]), "config.json", "got a ZIP without");
    refused(hdf5(file -> file.putDataset("x", new float[] {1})), "got HDF5 without");
    refused(hdf5(file -> file.putAttribute("model_config", 7)), "got HDF5 without");
    refused(
        hdf5(file -> file.putAttribute("model_config", new String[] {"{}", "{}"})),
        "got HDF5 without");
  }

  @Test
  void whatAFileSaysIsRefusedInItsName() throws IOException {
    refused(archive("config.json", bytes("{\"a\": 1")), "needs valid JSON");
    refused(archive("config.json", bytes("")), "got an empty text");
    refused(hdf5(file -> file.putAttribute("model_config", "None")), "needs valid JSON");
    Path lambda = archive("config.json", bytes("{\"class_name\": \"Lambda\", \"config\": {}}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasFile.model(lambda))
        .withMessageStartingWith(lambda + ": class_name: it needs \"Sequential\" or ");
  }

  @Test
  void aConfigThatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = folder.resolve("model.keras");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("config.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i <= JsonText.MOST_BYTES >> 20; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }
    assertThat(Files.size(file)).isLessThan(1 << 20);
    refused(file, "at most " + JsonText.MOST_BYTES + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cnn-keras-3.4.1.keras", "cnn-keras-2.11.h5"})
  void everyPartOfAFileThatWasCutIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(file(name));
    Path cut = folder.resolve("cut");
    for (int length = 8; length < whole.length; length += 1 + whole.length / 61) {
      Files.write(cut, Arrays.copyOf(whole, length));
      refused(cut, "got a damaged one (", "; copy or save it again");
    }
  }

  /** A file of 8 KB whose root says that it goes on for 2 GB. */
  @Test
  void sizesThatCannotBeAreRefused() throws IOException {
    byte[] hdf5 = Files.readAllBytes(file("cnn-keras-2.11.h5"));
    // The size of the object header at 96, of version 1, which the superblock's symbol table names.
    assertThat(ByteBuffer.wrap(hdf5).order(LITTLE_ENDIAN).getLong(64)).isEqualTo(96);
    ByteBuffer.wrap(hdf5).order(LITTLE_ENDIAN).putInt(96 + 8, Integer.MAX_VALUE);
    refused(Files.write(folder.resolve("model.h5"), hdf5), "got a damaged one (");
  }

  @Test
  void changedBytesAreNoticed() throws IOException {
    byte[] archive = Files.readAllBytes(file("cnn-keras-3.4.1.keras"));
    Path file = folder.resolve("model.keras");
    archive[new String(archive, StandardCharsets.ISO_8859_1).indexOf("\"filters\": 64") + 11] = '3';
    Files.write(file, archive);
    refused(file, "config.json does not have its checksum");
  }

  @Test
  void whatIsNotThereOrNoFileIsRefused() throws IOException {
    Path missing = folder.resolve("gone.keras");
    assertThat(KerasFile.is(missing)).isFalse();
    assertThatThrownBy(() -> KerasFile.model(missing))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + " needs to be a file, got nothing there; check its name");
    assertThat(KerasFile.is(folder)).isFalse();
    refused(folder, "got a folder");
    Path empty = Files.createFile(folder.resolve("empty.h5"));
    refused(empty, "got an empty text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KerasFile.model(null))
        .withMessageContaining("KerasFile needs a file, got null");
  }
}
