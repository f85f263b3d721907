package io.atelier.lab.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Command lines of JVMs like this one. */
public final class ChildCommand {
  /** Ctrl-C, a closed terminal and a polite kill reach a child too, and it may end first. */
  private static final Set<Integer> INTERRUPTED = Set.of(128 + 1, 128 + 2, 128 + 15);

  private ChildCommand() {}

  /** {@return whether a child that ended with this code was asked to, as its parent was} */
  public static boolean interrupted(int code) {
    return INTERRUPTED.contains(code);
  }

  /** {@return whether a child that ended with this code was ended by a signal} */
  public static boolean killed(int code) {
    return code > 128;
  }

  /**
   * {@return why a child ended: what it said last}
   *
   * @param log file that what it printed was added to
   * @param before the log's size when it began
   */
  public static String reason(int code, Path log, long before) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int start = (int) Math.min(before, all.length);
    String prefix = "atelier: ";
    return new String(all, start, all.length - start, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(prefix))
        .reduce((earlier, line) -> line)
        .map(line -> line.substring(prefix.length()))
        .orElse("its process ended with exit code %s; see %s".formatted(code, log));
  }

  /**
   * {@return arguments of a program, paths in full: a name that begins with a dash would be a flag}
   *
   * @param words and paths
   */
  public static List<String> arguments(Object... words) {
    return Arrays.stream(words)
        .map(word -> word instanceof Path path ? path.toAbsolutePath() : word)
        .map(Object::toString)
        .toList();
  }

  /**
   * {@return a child, started at the second try where the first fails: Java starts it through a
   * small process of its own, which a Ctrl-C meant for this JVM may end}
   *
   * @throws IOException if it cannot be started
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      return builder.start();
    }
  }

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
