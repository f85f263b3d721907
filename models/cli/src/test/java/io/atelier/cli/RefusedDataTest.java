package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --data} names something that is not the data set: exit code 1 and one line. */
class RefusedDataTest {
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path folder;

  @Test
  void refusesAFolderThatIsNotThere() {
    Path missing = folder.resolve("missing");
    refuses(
        missing,
        missing
            + " needs to be a folder that can be read, got nothing there; correct the path or its permissions");
  }

  @Test
  void refusesAFileInPlaceOfTheFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    refuses(
        file,
        file
            + " needs to be a folder that can be read, got something else; correct the path or its permissions");
  }

  @Test
  void refusesAFolderThatMayNotBeRead() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(closed), "root reads everything");
    refuses(
        closed,
        closed
            + " needs to be a folder that can be read, got one without permission; correct the path or its permissions");
  }

  @Test
  void refusesAFolderWithoutTheFiles() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refuses(
        empty,
        empty
            + " needs a file train-images-idx3-ubyte or train-images-idx3-ubyte.gz, got neither; put it there");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path data = data(TRAIN_LABELS, Arrays.copyOf(RealData.content(TRAIN_LABELS), 30_000));
    refuses(
        data,
        data.resolve(TRAIN_LABELS)
            + " needs 60008 bytes of content, got 30000; take the file anew");
  }

  @Test
  void refusesAFileWithAWrongMagicNumber() throws IOException {
    byte[] content = RealData.content(TRAIN_LABELS);
    content[3] = 3;
    refusesHash(TRAIN_LABELS, content);
  }

  @Test
  void refusesAFileWithOneBitChanged() throws IOException {
    byte[] content = RealData.content(TEST_LABELS);
    content[10_007] ^= 1;
    refusesHash(TEST_LABELS, content);
  }

  @Test
  void refusesOneLabelTooFew() throws IOException {
    byte[] content = Arrays.copyOf(RealData.content(TEST_LABELS), 10_007);
    // The header's 10,000 is 0x2710; one less, so that the file itself is sound.
    content[7] = 0x0F;
    Path data = data(TEST_LABELS, content);
    refuses(
        data,
        data.resolve(TEST_LABELS) + " needs 10008 bytes of content, got 10007; take the file anew");
  }

  @Test
  void refusesAFolderInPlaceOfAFile() throws IOException {
    Path data = data(TRAIN_LABELS, new byte[0]);
    Files.delete(data.resolve(TRAIN_LABELS));
    Files.createDirectory(data.resolve(TRAIN_LABELS));
    refuses(
        data,
        data.resolve(TRAIN_LABELS)
            + " needs to be readable, got IOException: Is a directory; correct its permissions");
  }

  private void refusesHash(String name, byte[] content) throws IOException {
    Path data = data(name, content);
    Path out = folder.resolve("run");
    Cli cli = Cli.run("train", "--data", data, "--out", out);
    assertThat(cli.err())
        .matches(
            "atelier: --data: \\Q"
                + data.resolve(name)
                + "\\E needs content of SHA-256 [0-9a-f]{64}, got [0-9a-f]{64}; take the file anew\\R");
    assertThat(cli.code()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  private void refuses(Path data, String message) {
    Path out = folder.resolve("run");
    Cli cli = Cli.run("train", "--data", data, "--out", out);
    assertThat(cli.err()).isEqualTo("atelier: --data: " + message + System.lineSeparator());
    assertThat(cli.out()).isEmpty();
    assertThat(cli.code()).isEqualTo(1);
    assertThat(out).doesNotExist();
  }

  private Path data(String name, byte[] content) throws IOException {
    Path data = RealData.linked(folder.resolve("data"));
    RealData.replace(data, name, content);
    return data;
  }
}
