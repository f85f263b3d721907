package io.atelier.lab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of jars of somebody's own, beside the paper's. */
class OwnModelsTest {
  @TempDir private Path folder;

  /** Lists one model, and gives it what name it likes. */
  private abstract static class One implements ModelProvider {
    private final String listed;
    private final String own;

    One(String listed, String own) {
      this.listed = listed;
      this.own = own;
    }

    @Override
    public List<String> names() {
      return List.of(listed);
    }

    @Override
    public Optional<RunConfig> preset(String name) {
      return name.equals(listed)
          ? Optional.of(
              RunConfigs.of(Model.of(own, Input.floats(2), new Dense(1, Activation.LINEAR))))
          : Optional.empty();
    }
  }

  /** As it should be. */
  public static final class Tiny extends One {
    public Tiny() {
      super("tiny", "tiny");
    }
  }

  /** Has a name of the paper's. */
  public static final class Same extends One {
    public Same() {
      super("mlp-small-64", "mlp-small-64");
    }
  }

  /** Calls its model otherwise than it lists it. */
  public static final class Odd extends One {
    public Odd() {
      super("odd", "even");
    }
  }

  @Test
  void areKnownByTheirNames() throws IOException {
    listed(
        Tiny.class,
        () -> {
          assertThat(Presets.names()).hasSize(23).contains("tiny", "mlp-small-64");
          assertThat(Presets.named("tiny").model().name()).isEqualTo("tiny");
        });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.named("tiny"))
        .withMessageStartingWith("unknown model 'tiny'; did you mean ")
        .withMessageEndingWith("? A model of your own jar needs it: atelier --class-path JAR");
  }

  @Test
  void ofANameThatThereIsAreRefused() throws IOException {
    listed(
        Same.class,
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.named("mlp-small-64"))
                .withMessageContainingAll(
                    "mlp-small-64 needs to be the name of one model", Same.class.getName()));
  }

  @Test
  void thatCallThemselvesOtherwiseAreRefused() throws IOException {
    listed(
        Odd.class,
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Presets.named("odd"))
                .withMessage(
                    Odd.class.getName()
                        + " needs models that have the names it lists, got even for odd; name the"
                        + " model odd"));
  }

  private void listed(Class<? extends ModelProvider> provider, Runnable body) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(ModelProvider.class.getName()), provider.getName() + "\n");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      body.run();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
