package io.atelier.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebPackageTest {
  private final Map<String, byte[]> entries = TestDeb.entries();
  @TempDir Path folder;

  @Test
  void takesTheFilesOutUnpackedAndInOrder() throws IOException {
    var reversed = new LinkedHashMap<String, byte[]>();
    entries.keySet().stream().sorted().forEach(name -> reversed.put(name, entries.get(name)));
    Map<String, byte[]> contents = contents(reversed);
    assertThat(contents.keySet()).containsExactlyElementsOf(TinySet.contents().keySet());
    TinySet.contents()
        .forEach((name, content) -> assertThat(contents.get(name)).isEqualTo(content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "./../evil",
        "usr/../../evil",
        "/evil",
        "../../train-images-idx3-ubyte.gz",
        "usr/share/.."
      })
  void refusesAnEntryThatWouldLeaveItsFolder(String name) {
    entries.put(name, new byte[] {1});
    assertThatThrownBy(() -> contents(entries))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "test.deb needs entries that stay in their folder, got %s; the package is not the data set's"
                .formatted(name));
    assertThat(folder.resolve("../evil")).doesNotExist();
  }

  @Test
  void refusesAnEntryLargerThanTheDataSet() {
    entries.put("./usr/share/doc/large", new byte[17 << 20]);
    assertThatThrownBy(() -> contents(entries))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "test.deb needs entries no larger than the data set, got a larger ./usr/share/doc/large; the package is not the data set's");
  }

  @Test
  void refusesAFileThatUnpacksToMoreThanItShould() {
    entries.put(TestDeb.PLACE + TinySet.TEST_LABELS + ".gz", TinySet.gzip(new byte[5_000_000]));
    assertThatThrownBy(() -> contents(entries))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "test.deb:%st10k-labels-idx1-ubyte.gz needs 13 bytes of content, got more; take the file anew"
                .formatted(TestDeb.PLACE));
  }

  @Test
  void rejectsAFileWithOtherContent() {
    entries.put(TestDeb.PLACE + TinySet.TEST_LABELS + ".gz", TinySet.gzip(new byte[13]));
    assertThatThrownBy(() -> contents(entries))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("needs content of SHA-256");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    entries.remove(TestDeb.PLACE + TinySet.TEST_LABELS + ".gz");
    assertThatThrownBy(() -> contents(entries))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "test.deb needs a file t10k-labels-idx1-ubyte.gz, got none; the package is not the data set's");
    Path other = TestDeb.write(folder.resolve("other.deb"), "data.tar.zst", new byte[8]);
    assertThatThrownBy(() -> new DebPackage(other, TinySet.files()).contents())
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other.deb needs an entry data.tar.xz, got none; the package is not the data set's");
  }

  @Test
  void rejectsWhatIsNoPackageOrOnlyItsBeginning() throws IOException {
    Path text = Files.write(folder.resolve("text.deb"), new byte[100]);
    assertThatThrownBy(() -> new DebPackage(text, TinySet.files()).contents())
        .isInstanceOf(IOException.class);
    byte[] whole = Files.readAllBytes(TestDeb.write(folder.resolve("whole.deb"), entries));
    for (int length : new int[] {0, 8, 60, 300, whole.length - 300}) {
      Path cut = Files.write(folder.resolve("cut.deb"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> new DebPackage(cut, TinySet.files()).contents())
          .isInstanceOf(IOException.class);
    }
  }

  private Map<String, byte[]> contents(Map<String, byte[]> entries) throws IOException {
    Path deb = TestDeb.write(folder.resolve("test.deb"), entries);
    return new DebPackage(deb, TinySet.files()).contents();
  }
}
