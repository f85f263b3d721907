package io.atelier.engine.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.engine.cuda.Machine;
import io.atelier.engine.layer.Activation;
import io.atelier.engine.layer.Dense;
import io.atelier.engine.layer.Input;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.ModelSummary;
import io.atelier.engine.runtime.Program;
import io.atelier.engine.runtime.Sets;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeJarsTest {
  private static final String PLATFORM = "linux-x86_64";

  @TempDir Path folder;

  private Path artifact(String name, String version, String... files) throws IOException {
    Path root = Files.createDirectories(folder.resolve(name + version + files.length));
    Path maven =
        Files.createDirectories(root.resolve("META-INF/maven/org.tensorflow").resolve(name));
    Files.writeString(maven.resolve("pom.properties"), "version=" + version + "\n");
    for (String file : files) {
      Path library = root.resolve("org/tensorflow/internal/c_api").resolve(file);
      Files.createDirectories(library.getParent());
      Files.createFile(library);
    }
    return root;
  }

  private static Machine machine(Path... classPath) throws IOException {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    return new Machine(Path.of("/"), Map.of(), new URLClassLoader(urls, null), PLATFORM);
  }

  @Test
  void aNativeOfAnotherVersionIsNamedWithTheArtifactToUse() throws IOException {
    Path api = artifact("tensorflow-core-api", "1.1.0");
    Path library =
        artifact("tensorflow-core-native", "1.2.0", PLATFORM + "-gpu/libjnitensorflow.so");
    Machine machine = machine(api, library);
    assertThatIllegalStateException()
        .isThrownBy(() -> NativeJars.require(machine))
        .withMessageStartingWith(
            "TensorFlow needs a native library of its Java classes' version, 1.1.0, got version 1.2.0 in file:")
        .withMessageEndingWith(
            "; use org.tensorflow:tensorflow-core-native:1.1.0 with the classifier linux-x86_64-gpu");
  }

  /** Some class loaders give addresses as they are, others with everything odd written as %20. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "läufe", "50%", "c#", "{x}", "org/tensorflow/internal/c_api/" + PLATFORM})
  void theVersionIsReadInAnyFolder(String name) throws IOException {
    Path odd = Files.createDirectories(folder.resolve(name));
    Path api = artifact("tensorflow-core-api", "1.1.0");
    Path library = artifact("tensorflow-core-native", "1.2.0", PLATFORM + "/libjnitensorflow.so");
    Path moved = Files.move(library, odd.resolve("native"));
    String message = "TensorFlow needs a native library of its Java classes' version, 1.1.0, got";
    assertThatIllegalStateException()
        .isThrownBy(() -> NativeJars.require(machine(api, moved)))
        .withMessageStartingWith(message + " version 1.2.0 in file:");
    if (!name.contains("#") && !name.contains("%")) {
      URL[] plain = {api.toUri().toURL(), new URL("file:" + moved + "/")};
      Machine machine =
          new Machine(Path.of("/"), Map.of(), new URLClassLoader(plain, null), PLATFORM);
      assertThatIllegalStateException()
          .isThrownBy(() -> NativeJars.require(machine))
          .withMessageStartingWith(message);
    }
  }

  @Test
  void nativesOfTheSameVersionAreFound() throws IOException {
    Path api = artifact("tensorflow-core-api", "1.1.0");
    Path cpu = artifact("tensorflow-core-native", "1.1.0", PLATFORM + "/libjnitensorflow.so");
    Path others =
        artifact(
            "tensorflow-core-native",
            "1.1.0",
            "macosx-arm64/libjnitensorflow.dylib",
            "windows-x86_64/jnitensorflow.dll");

    assertThat(NativeJars.require(machine(api, cpu, others)).values()).containsExactly(PLATFORM);
    assertThat(NativeJars.require(machine(api, others))).isEmpty();
    assertThat(NativeJars.require(Machine.current())).hasSize(1);
  }

  /** Uses the engine where no native library is. */
  public static final class Without {
    private Without() {}

    /** Prints what three uses say, which the JVM answers by different errors. */
    public static void main(String[] arguments) {
      Model model = Model.of("m", Input.floats(2), new Dense(2, Activation.LINEAR));
      List<Runnable> uses =
          List.of(
              () -> ModelSummary.of(model),
              () -> Program.compile(model, Sets.training()).close(),
              NativeLibrary::version);
      for (Runnable use : uses) {
        try {
          use.run();
        } catch (IllegalStateException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  void withoutANativeTheArtifactToAddIsNamed() throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*tensorflow-core-native-[0-9.]+-[a-z].*"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                Without.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();

    assertThat(process.waitFor()).isZero();
    assertThat(lines.stream().filter(line -> line.startsWith("TensorFlow needs")))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "TensorFlow needs a native library for \\S+, got none on the class path; add org.tensorflow:tensorflow-core-native:[0-9.]+ with the classifier \\S+, or with -gpu behind the classifier for NVIDIA GPUs"));
  }
}
