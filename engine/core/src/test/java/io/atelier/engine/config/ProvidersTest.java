package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.config.spec.PackageClasses;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Jitter;
import io.atelier.engine.layer.Layer;
import io.atelier.engine.layer.Shift;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.LossMetric;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Adam;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.optimizer.Sgd;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Specs of a jar of one's own. */
class ProvidersTest {
  @Test
  void areWrittenUnderTheirRegisteredName() {
    assertThat(KerasConfig.tree(new Shift()).toString())
        .isEqualTo(
            "{'module':null,'class_name':'example>Shift','config':{'name':'shift','trainable':true,'dtype':'float32'},'registered_name':'example>Shift'}"
                .replace('\'', '"'));
  }

  @Test
  void ofEveryKindSurvive() {
    Layer layer = new Jitter(0.5).named("noise").frozen();
    Loss loss = new OwnSpecs.CubedError(0.5, Optional.of("\"ü\n"));
    Optimizer optimizer =
        new OwnSpecs.Warmed(new ClipByValue(1, new Adam(0.5)), 3, List.of(1.0, 2.0));

    assertThat(KerasConfig.read(KerasConfig.write(layer), Layer.class))
        .isEqualTo(new Jitter(0.5).frozen().named("noise"));
    assertThat(KerasConfig.read(KerasConfig.write(loss), Loss.class)).isEqualTo(loss);
    assertThat(KerasConfig.read(KerasConfig.write(optimizer), Optimizer.class))
        .isEqualTo(optimizer);
    assertThat(KerasConfig.read(KerasConfig.write(new ClipByValue(2, optimizer)), Optimizer.class))
        .isEqualTo(new ClipByValue(2, optimizer));
    Metric metric = new LossMetric("cubed", loss);
    assertThat(KerasConfig.read(KerasConfig.write(metric), Metric.class)).isEqualTo(metric);
    assertThat(
            KerasConfig.read(
                "{\"class_name\": \"example>Warmed\", \"config\": {\"inner\": \"sgd\", \"rates\": []}}",
                Optimizer.class))
        .isEqualTo(new OwnSpecs.Warmed(new Sgd(0.01), 10, List.of()));
  }

  private static void refused(String name, String message, Class<?>... specs) {
    SpecProvider provider =
        new SpecProvider() {
          @Override
          public String packageName() {
            return name;
          }

          @Override
          @SuppressWarnings("unchecked")
          public List<Class<? extends Record>> specs() {
            return Arrays.stream(specs)
                .<Class<? extends Record>>map(each -> (Class<? extends Record>) each)
                .toList();
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Providers.of(List.of(provider)))
        .withMessageContaining(message);
  }

  private record Plain(int size) {}

  private static final class Other {
    private record Shift() implements Layer {
      @Override
      public org.tensorflow.Operand<org.tensorflow.types.TFloat32> apply(
          io.atelier.engine.layer.LayerContext context,
          org.tensorflow.Operand<org.tensorflow.types.TFloat32> input) {
        return input;
      }
    }
  }

  @Test
  void thatCannotBeMeantAreRefused() {
    refused("a>b", "needs a package name of letters", Shift.class);
    refused("", "needs a package name of letters", Shift.class);
    refused(null, "needs a package name of letters", Shift.class);
    refused("a", "needs records that are specs", Plain.class);
    refused("a", "record classes without null", Shift.class, null);
    refused("a", "needs names of its own, got a>Shift", Shift.class, Other.Shift.class);
  }

  @Test
  void thatCannotBeMadeAreRefusedWithTheCure(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(SpecProvider.class.getName()), "no.such.Provider\n");
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> KerasConfig.write(new Shift()))
          .withMessageContaining("A SpecProvider cannot be used")
          .withMessageContaining("no.such.Provider");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** In a jar the engine finds its own specs as in a folder. */
  @Test
  void theEnginesOwnAreFoundInAJar(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("engine with spaces.jar");
    Path classes = Path.of(Dense.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(
            new java.util.zip.ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            try {
              return super.findClass(name);
            } catch (ClassNotFoundException e) {
              return getSystemClassLoader().loadClass(name);
            }
          }
        }) {
      List<String> names =
          PackageClasses.beside(loader.loadClass(Layer.class.getName())).stream()
              .map(Class::getSimpleName)
              .toList();

      assertThat(names).contains("Dense", "Flatten", "Rescaling").doesNotContain("Scaled");
    }
  }

  @Test
  void namesOfLayersOfAnotherPackageAreNoKerasLayers() {
    JsonNode json = KerasConfig.tree(new Dense(1, io.atelier.engine.layer.Activation.RELU));

    assertThat(json.get("class_name").asText()).isEqualTo("Dense");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KerasConfig.read(
                    "{\"class_name\": \"Dense\", \"config\": {\"units\": 1}, \"registered_name\": \"mine>Dense\"}",
                    Layer.class))
        .withMessageContaining("got \"mine>Dense\"");
  }
}
