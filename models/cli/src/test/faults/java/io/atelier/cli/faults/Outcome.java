package io.atelier.cli.faults;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a case.
 *
 * @param tried the case
 * @param path of the file that the fault befell
 * @param complaints what did not hold
 * @param place folder to look at, if something did not hold
 */
record Outcome(Case tried, String path, List<String> complaints, Path place) {
  boolean held() {
    return complaints.isEmpty();
  }

  /** {@return what did not hold, in lines} */
  String details() {
    return "%s (%s)%n  %s%n  kept in %s"
        .formatted(tried, path, String.join("\n  ", complaints), place);
  }
}
