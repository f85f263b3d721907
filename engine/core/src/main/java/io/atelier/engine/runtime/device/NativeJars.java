package io.atelier.engine.runtime.device;

import io.atelier.engine.cuda.Machine;
import io.atelier.engine.cuda.Natives;
import io.atelier.engine.runtime.tensorflow.Said;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.TensorFlow;

/** The native libraries on the class path: whether TensorFlow's Java classes can use them. */
final class NativeJars {
  private static final Logger LOG = LoggerFactory.getLogger(NativeJars.class);
  private static final String ARTIFACT = "org.tensorflow:tensorflow-core-native";
  private static final String MAVEN = "META-INF/maven/org.tensorflow/";

  private NativeJars() {}

  /**
   * {@return TensorFlow's version, as {@code 2.18.0}; loads the native library}
   *
   * @throws IllegalStateException if there is none, one of another version than the Java classes,
   *     or one that cannot be loaded
   */
  static String version(Machine machine) {
    Map<String, String> libraries = require(machine);
    try {
      return TensorFlow.version();
    } catch (LinkageError e) {
      String wanted = artifact(api(machine.classPath()).orElse("VERSION"), machine.platform());
      throw new IllegalStateException(
          libraries.isEmpty()
              ? "TensorFlow needs a native library for %s, got none on the class path; add %s, or with -gpu behind the classifier for NVIDIA GPUs"
                  .formatted(machine.platform(), wanted)
              : "TensorFlow needs a native library that loads, got %s: %s; use %s"
                  .formatted(libraries.keySet(), reason(e), wanted),
          e);
    }
  }

  /** The reason is told by the first attempt alone, which Java names as the cause of the others. */
  private static String reason(LinkageError e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return String.valueOf(first.getMessage());
  }

  /**
   * {@return the native libraries for a machine, by address, each with its classifier}
   *
   * @throws IllegalStateException if one has another version than the Java classes
   */
  static Map<String, String> require(Machine machine) {
    Map<String, String> libraries = Natives.libraries(machine);
    Optional<String> api = api(machine.classPath());
    for (Map.Entry<String, String> library : libraries.entrySet()) {
      Optional<String> version = version(library);
      if (api.isPresent() && version.isPresent() && !version.equals(api)) {
        throw new IllegalStateException(
            "TensorFlow needs a native library of its Java classes' version, %s, got version %s in %s; use %s"
                .formatted(
                    api.get(),
                    version.get(),
                    library.getKey(),
                    artifact(api.get(), library.getValue())));
      }
    }
    if (libraries.size() > 1) {
      Said.once(
          LOG,
          "several native libraries of TensorFlow are on the class path, %s: one of %s is used, that for GPUs before others; remove all but one"
              .formatted(libraries.keySet(), ARTIFACT));
    }
    return libraries;
  }

  private static String artifact(String version, String classifier) {
    return "%s:%s with the classifier %s".formatted(ARTIFACT, version, classifier);
  }

  /** The version of the Java classes; empty if their jar was packed into another. */
  private static Optional<String> api(ClassLoader classPath) {
    return Optional.ofNullable(classPath.getResource(MAVEN + "tensorflow-core-api/pom.properties"))
        .flatMap(NativeJars::read);
  }

  /** The version of the jar that a library is in. */
  private static Optional<String> version(Map.Entry<String, String> library) {
    String url = library.getKey();
    String jar = url.substring(0, url.lastIndexOf(Natives.FOLDER + library.getValue()));
    try {
      // Not through a URI: class loaders also give addresses with spaces and umlauts as they are.
      return read(new URL(jar + MAVEN + "tensorflow-core-native/pom.properties"));
    } catch (MalformedURLException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> read(URL properties) {
    try (InputStream in = properties.openStream()) {
      Properties read = new Properties();
      read.load(in);
      return Optional.ofNullable(read.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
