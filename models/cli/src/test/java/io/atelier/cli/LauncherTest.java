package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code models/bin/atelier} from anywhere. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  @TempDir Path folder;
  private Path launcher;

  @BeforeEach
  void home() throws Exception {
    launcher = Launched.home(folder.resolve("a home")).resolve("models/bin/atelier");
  }

  @Test
  void startsThroughLinksFromAnotherFolder() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), launcher);
    Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
    assertThat(absolute).isSymbolicLink();
    try (Launched launched =
        Launched.start(relative, elsewhere, folder, "summary", "mlp-small-64")) {
      assertThat(launched.code()).isZero();
      assertThat(launched.out()).startsWith("Model: \"mlp-small-64\"").contains("50,890");
      assertThat(launched.err()).isEmpty();
    }
    assertThat(elsewhere.toFile().list()).containsExactlyInAnyOrder("absolute", "relative");
  }

  @Test
  void passesOnWrongUsageWithItsLine() throws Exception {
    try (Launched launched =
        Launched.start(launcher, folder, folder, "train", "mlp-small-64", "--epochs", "0")) {
      assertThat(launched.code()).isEqualTo(2);
      assertThat(launched.err())
          .isEqualTo("atelier: --epochs needs at least 1, got 0. See 'atelier train --help'.\n");
      assertThat(launched.out()).isEmpty();
    }
  }

  @Test
  void looksAtARunToBeResumedInSilence() throws Exception {
    try (Launched launched =
        Launched.start(launcher, folder, folder, "train", "--resume", "no-such-run")) {
      assertThat(launched.code()).isEqualTo(1);
      assertThat(launched.err())
          .startsWith("atelier: no-such-run is not a run folder")
          .hasLineCount(1);
    }
  }

  @Test
  void passesOnFailureAndArgumentsWithSpaces() throws Exception {
    try (Launched launched = Launched.start(launcher, folder, folder, "evaluate", "no such run")) {
      assertThat(launched.code()).isEqualTo(1);
      assertThat(launched.err())
          .isEqualTo(
              "atelier: no such run is not a run folder: it has no config.json;"
                  + " name a folder that 'atelier train' wrote\n");
      assertThat(launched.out()).isEmpty();
    }
  }

  @Test
  void doesSilentlyWithoutAnArchiveOfClassesThatDoesNotFit() throws Exception {
    Path app = launcher.resolveSibling("../cli/target/app");
    Files.writeString(app.resolve("classes.jsa"), "of no Java version");
    try (Launched launched = Launched.start(launcher, folder, folder, "models")) {
      assertThat(launched.code()).isZero();
      assertThat(launched.out().lines()).hasSize(22);
      assertThat(launched.err()).isEmpty();
    }
  }

  @Test
  void buildsAgainForOtherNativesAndRemembersThem() throws Exception {
    Path maven = Files.createDirectory(folder.resolve("maven")).resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\necho \"$@\" >>\"$(dirname \"$0\")/asked\"\nexit 1\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    assertThat(natives(maven, "--natives", "gpu", "models")).isEqualTo(1);
    assertThat(folder.resolve("err")).content().contains("could not build itself");
    assertThat(natives(maven, "models")).isEqualTo(1);
    assertThat(natives(maven, "--natives=cuda", "models")).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("maven/asked")))
        .satisfiesExactly(
            line -> assertThat(line).contains(" -P gpu -pl models/cli "),
            line -> assertThat(line).contains(" -P gpu -pl models/cli "),
            line -> assertThat(line).contains(" -P cuda -pl models/cli "));
    assertThat(natives(maven, "--natives", "cpu", "models")).isZero();
    assertThat(natives(maven, "models")).isZero();
    assertThat(Files.readAllLines(folder.resolve("maven/asked"))).hasSize(3);
  }

  @Test
  void aBuildKeepsTheFilesOfWhatRunsAndDeletesOthers() throws Exception {
    Path target = launcher.resolveSibling("../cli/target").toRealPath();
    Path held = Files.createDirectory(target.resolve("app-held"));
    Path left = Files.createDirectory(target.resolve("app-left"));
    Path maven = Files.createDirectory(folder.resolve("maven")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/bash
        for module in MODULES; do
          mkdir -p $module/target && echo >$module/target/atelier-${module##*/}.jar
        done
        printf '%s' "$CLASS_PATH" >models/cli/target/class-path.dependencies
        """
            .replace("MODULES", String.join(" ", BuiltProject.MODULES)));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Process holder =
        new ProcessBuilder("flock", "-s", held.toString(), "sh", "-c", "echo held && cat").start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      Files.writeString(target.resolve("built"), "elsewhere");
      assertThat(natives(maven, "models")).as(Files.readString(folder.resolve("err"))).isZero();
      assertThat(folder.resolve("err")).content().startsWith("Building Atelier");
      assertThat(held).exists();
      assertThat(left).doesNotExist();
      assertThat(target.resolve("app")).isSymbolicLink();
      Path first = target.resolve("app").toRealPath();
      assertThat(first.resolve("atelier-core.jar")).exists();
      Files.writeString(target.resolve("built"), "elsewhere");
      assertThat(natives(maven, "models")).isZero();
      assertThat(target.resolve("app").toRealPath()).isNotEqualTo(first);
      assertThat(first).doesNotExist();
    } finally {
      holder.destroy();
    }
  }

  @Test
  void refusesNativesThatThereAreNot() throws Exception {
    try (Launched launched =
        Launched.start(launcher, folder, folder, "--natives", "tpu", "models")) {
      assertThat(launched.code()).isEqualTo(2);
      assertThat(launched.err())
          .isEqualTo(
              "atelier: --natives needs one of auto, gpu, cuda, cpu, got 'tpu'."
                  + " See 'atelier --help'.\n");
    }
  }

  private int natives(Path maven, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("PATH", maven.getParent() + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("CLASS_PATH", System.getProperty("java.class.path"));
    return builder.start().waitFor();
  }

  /** A run that goes on ends as one that was not interrupted only if XLA compiles it alike. */
  @Test
  void saysThatThereIsNoJava() throws Exception {
    Process process =
        new ProcessBuilder("env", "JAVA_HOME=/nonexistent", launcher.toString(), "models")
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(folder.resolve("err"))
        .hasContent("atelier: needs Java 17 or newer, found none; install it, or set JAVA_HOME\n");
  }

  /** Java cannot read the names of files in a locale that has no encoding for them. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "fa_IR.UTF-8", "de_DE.ISO-8859-1"})
  void namesAndNumbersAreTheSameInEveryLocale(String locale) throws Exception {
    assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "names of all kinds");
    String name = "Kühn[1] 模型";
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "evaluate", folder + "/" + name)
            .redirectError(folder.resolve("err").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", locale);
    assertThat(builder.start().waitFor()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("err")))
        .isEqualTo(
            "atelier: "
                + folder.resolve(name)
                + " is not a run folder: it has no config.json;"
                + " name a folder that 'atelier train' wrote\n");
  }
}
