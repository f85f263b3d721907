package io.atelier.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.data.DataSet;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets of jars of somebody's own. */
class KnownDataSetsTest {
  @TempDir private Path folder;

  /** Needs no download. */
  public static class Points implements DataSetProvider {
    @Override
    public String name() {
      return "points";
    }

    @Override
    public Found load(
        Optional<Path> folder, Map<String, String> environment, DownloadProgress progress) {
      return new Found(
          DataSet.of("points", new float[][] {{1}, {2}}, new int[] {0, 1}), Path.of("."));
    }
  }

  /** Has the name of another. */
  public static final class OtherPoints extends Points {}

  /** Cannot be made. */
  public static final class Broken extends Points {
    public Broken() {
      throw new IllegalStateException("no license");
    }
  }

  @Test
  void areFoundByTheirNamesBesideTheProjectsOwn() throws Exception {
    listed(
        () -> {
          assertThat(KnownDataSets.names()).isEqualTo("fashion-mnist, points");
          DataSetProvider points = KnownDataSets.named("points").orElseThrow();
          assertThat(points.find(Optional.empty(), Map.of()).set().train().size()).isEqualTo(2);
          assertThat(points.isIn(folder)).isFalse();
          assertThat(KnownDataSets.named("lines")).isEmpty();
        },
        Points.class.getName());
  }

  @Test
  void ofOneNameAreRefused() throws Exception {
    listed(
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownDataSets.named("points"))
                .withMessage(
                    "points needs to be the name of one data set, got those of %s and %s; rename one of them"
                        .formatted(Points.class.getName(), OtherPoints.class.getName())),
        Points.class.getName(),
        OtherPoints.class.getName());
  }

  @Test
  void thatCannotBeMadeAreRefusedWithTheCure() throws Exception {
    listed(() -> refused("no.such.Provider"), "no.such.Provider");
    listed(() -> refused("no license"), Broken.class.getName());
  }

  private static void refused(String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(KnownDataSets::all)
        .withMessageStartingWith("A DataSetProvider cannot be used: ")
        .withMessageContaining(why)
        .withMessageEndingWith(
            "; mend its line in META-INF/services, and give it a public constructor without"
                + " arguments");
  }

  /** A piece of a test. */
  private interface Body {
    void run() throws Exception;
  }

  private void listed(Body body, String... names) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(DataSetProvider.class.getName()), String.join("\n", names) + "\n");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      body.run();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
