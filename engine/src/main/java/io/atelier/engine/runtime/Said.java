package io.atelier.engine.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Warnings that a process gives once, however many of its programs they hold for. */
final class Said {
  private static final Set<String> ALREADY = ConcurrentHashMap.newKeySet();

  private Said() {}

  static void once(Logger log, String warning) {
    if (ALREADY.add(warning)) {
      log.warn(warning);
    }
  }
}
