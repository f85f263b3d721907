package io.atelier.data.image;

import java.util.Optional;
import java.util.ServiceLoader;

/** The decoder on the class path, looked for once a process: it may hold native memory. */
final class InstalledDecoder {
  static final Optional<ImageDecoder> FOUND = ServiceLoader.load(ImageDecoder.class).findFirst();

  private InstalledDecoder() {}
}
