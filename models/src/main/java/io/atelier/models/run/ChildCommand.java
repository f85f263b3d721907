package io.atelier.models.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs like this one. */
public final class ChildCommand {
  private ChildCommand() {}

  /**
   * {@return the command that starts a JVM as this one was started}
   *
   * @param main its main class
   * @param arguments of the program
   */
  public static List<String> of(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // The child is heard by this JVM alone, and has none of its files.
    command.add("-Datelier.live=false");
    command.add("-Datelier.stderr=2");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }
}
