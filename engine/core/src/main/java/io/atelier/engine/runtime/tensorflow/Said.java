package io.atelier.engine.runtime.tensorflow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Warnings that a process gives once, however many of its programs they hold for. */
public final class Said {
  private static final Set<String> ALREADY = ConcurrentHashMap.newKeySet();

  private Said() {}

  public static void once(Logger log, String warning) {
    if (ALREADY.add(warning)) {
      log.warn(warning);
    }
  }
}
