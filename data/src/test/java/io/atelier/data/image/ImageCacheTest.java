package io.atelier.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final int PICTURES = 20;

  @TempDir private Path temporary;
  private Path folder;
  private Path cache;
  private final Pictures decoder = new Pictures();

  @BeforeEach
  void write() throws IOException {
    folder = temporary.resolve("pets");
    cache = temporary.resolve("cache/pictures");
    for (int i = 0; i < PICTURES; i++) {
      Pictures.write(folder.resolve("c%s/%s.png".formatted(i % 2, i)), i);
    }
  }

  private DataSet load() throws IOException {
    return load(ImageOptions.DEFAULT);
  }

  private DataSet load(ImageOptions options) throws IOException {
    decoder.decoded.set(0);
    return ImageSet.of(folder).with(options).in(ImageCache.in(cache)).load(decoder);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> found = Files.list(cache)) {
      return found.toList();
    }
  }

  /** What cannot be read now may be whole: it is not kept as broken. */
  @Test
  void aFileThatCannotBeReadEndsTheLoadingAndIsNotRemembered() throws IOException {
    Path last = folder.resolve("c1/19.png");
    byte[] content = Files.readAllBytes(last);
    ImageDecoder deleting =
        (bytes, options) -> {
          try {
            Files.deleteIfExists(last);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return decoder.decode(bytes, options);
        };
    ImageSet set =
        ImageSet.of(folder).with(ImageOptions.DEFAULT.skippingBroken()).in(ImageCache.in(cache));
    assertThatThrownBy(() -> set.load(deleting))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("needs to be a file that can be read, got NoSuchFileException");
    Files.write(last, content);
    assertThat(load().train().size()).isEqualTo(PICTURES);
  }

  @Test
  void decodesASetOnce() throws IOException {
    DataSet first = load();
    assertThat(decoder.decoded).hasValue(PICTURES);
    assertThat(load()).isEqualTo(first);
    assertThat(decoder.decoded).hasValue(0);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void decodesAgainWhatChanged() throws IOException {
    load();
    load(ImageOptions.DEFAULT.resized(4, 4));
    assertThat(decoder.decoded).hasValue(PICTURES);
    Pictures.write(folder.resolve("c0/new.png"), 9);
    load();
    assertThat(decoder.decoded).hasValue(PICTURES + 1);
    Files.setLastModifiedTime(
        folder.resolve("c0/new.png"), FileTime.from(Instant.ofEpochSecond(1)));
    load();
    assertThat(decoder.decoded).hasValue(PICTURES + 1);
    load();
    assertThat(decoder.decoded).hasValue(0);
  }

  @Test
  void makesDamagedFilesAnew() throws IOException {
    DataSet whole = load();
    Path file = kept().get(0);
    byte[] content = Files.readAllBytes(file);
    for (int at : new int[] {0, 50, PICTURES * 6 + 1, content.length - 30, content.length - 1}) {
      byte[] damaged = content.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(load()).as("byte " + at).isEqualTo(whole);
      assertThat(decoder.decoded).as("byte " + at).hasValue(PICTURES);
      assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }
    for (int length : new int[] {0, 10, PICTURES * 6, content.length - 1}) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThat(load()).as("length " + length).isEqualTo(whole);
      assertThat(decoder.decoded).as("length " + length).hasValue(PICTURES);
    }
    load();
    assertThat(decoder.decoded).hasValue(0);
  }

  @Test
  void goesWithoutWhereItCannotWrite() throws IOException {
    Files.createDirectories(cache.getParent());
    Files.writeString(cache, "a file, no folder");
    DataSet set = load();
    assertThat(set.train().size()).isEqualTo(PICTURES);
    assertThat(load()).isEqualTo(set);
    assertThat(decoder.decoded).hasValue(PICTURES);
  }

  @Test
  void knowsBrokenPicturesTheSecondTimeToo() throws IOException {
    Files.writeString(folder.resolve("c1/9.png"), "broken");
    DataSet first = load(ImageOptions.DEFAULT.skippingBroken());
    assertThat(first.train().size()).isEqualTo(PICTURES - 1);
    assertThat(load(ImageOptions.DEFAULT.skippingBroken())).isEqualTo(first);
    assertThat(decoder.decoded).hasValue(0);
    assertThatThrownBy(this::load)
        .hasMessageContaining("1 of the 20 files")
        .hasMessageContaining("c1/9.png (it is no picture)");
    assertThat(decoder.decoded).hasValue(0);
  }

  @Test
  void deletesWhatKilledProcessesLeft() throws IOException {
    Files.createDirectories(cache);
    Path left = Files.writeString(cache.resolve(".old.pixels.1.tmp"), "half");
    Path written = Files.writeString(cache.resolve(".new.pixels.1.tmp"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7200)));
    load();
    assertThat(left).doesNotExist();
    assertThat(written).exists();
  }

  @Test
  void severalMayDecodeTheSameSetAtOnce() throws IOException {
    DataSet alone = ImageSet.of(folder).in(ImageCache.NONE).load(decoder);
    assertThat(
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(
                    i -> {
                      try {
                        return ImageSet.of(folder).in(ImageCache.in(cache)).load(decoder);
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    })
                .toList())
        .hasSize(8)
        .containsOnly(alone);
    assertThat(kept()).hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhereThereIsNoRoom() {
    assertThatThrownBy(
            () ->
                PixelFile.write(
                    Path.of("/dev/full"),
                    "key",
                    out -> {
                      out.write(new byte[100]);
                      throw new AssertionError("there was room");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("/dev needs room for the decoded pictures, got an error: ")
        .hasMessageEndingWith("; free some, or name another cache");
  }

  @Test
  void liesWhereTheUserKeepsSuchThings() {
    assertThat(ImageCache.ofUser(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/home/a")))
        .isEqualTo(ImageCache.in(Path.of("/x/atelier/pictures")));
    assertThat(ImageCache.ofUser(Map.of("XDG_CACHE_HOME", "x", "HOME", "/home/a")))
        .isEqualTo(ImageCache.in(Path.of("/home/a/.cache/atelier/pictures")));
  }
}
