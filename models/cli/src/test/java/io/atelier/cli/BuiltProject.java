package io.atelier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that the launcher takes for a project that is built already. */
public final class BuiltProject {
  /** The folders of the project's modules. */
  public static final List<String> MODULES =
      List.of("data", "engine/core", "engine/keras", "engine/lab", "models/paper", "models/cli");

  private BuiltProject() {}

  /** {@return where the launcher looks for what it starts; made if need be} */
  public static Path app(Path home) throws IOException {
    return Files.createDirectories(home.resolve("models/cli/target/app"));
  }

  /**
   * {@return the launcher's copy in it}
   *
   * @param home of the project, a new folder or one with nothing but its {@link #app}
   * @param script the launcher, {@code models/bin/atelier}
   * @param classPath that the launcher starts Java with
   */
  public static Path in(Path home, Path script, String classPath) throws IOException {
    Path copy = Files.createDirectories(home.resolve("models/bin")).resolve("atelier");
    Files.copy(script, copy);
    Files.createFile(home.resolve("pom.xml"));
    for (String module : MODULES) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
    Path app = app(home);
    Files.writeString(app.resolve("class-path"), classPath + ":");
    Files.writeString(app.resolveSibling("natives"), "cpu\n");
    Files.writeString(app.resolveSibling("built"), home.toRealPath() + " cpu\n");
    return copy;
  }
}
