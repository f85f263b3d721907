package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of work that a fault befalls.
 *
 * @param command of the program
 * @param name of the job, unique
 * @param begin arguments that begin it, without its folder
 * @param resume arguments that go on with it, without its folder
 * @param settings the file whose presence says that it was begun
 * @param template a folder that it begins with; null for none
 */
record Job(
    Command command,
    String name,
    List<String> begin,
    List<String> resume,
    String settings,
    Path template) {

  /** Commands that can be resumed. */
  enum Command {
    TRAIN,
    SEARCH,
    REPRODUCE
  }

  /** {@return the arguments that begin it, or go on where something stopped it} */
  List<String> arguments(Path folder) {
    boolean begun = Files.isRegularFile(folder.resolve(settings));
    List<String> arguments = new ArrayList<>(begun ? resume : begin);
    arguments.addAll(List.of("--out", folder.toString()));
    return arguments;
  }

  /** Makes the folder as it is before the job begins. */
  void prepare(Path folder) throws IOException {
    if (template != null) {
      Folders.copy(template, folder);
    }
  }
}
