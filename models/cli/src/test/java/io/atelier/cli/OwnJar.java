package io.atelier.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Somebody's own project: a layer, a callback, a data set and a model, compiled against Atelier
 * alone.
 */
final class OwnJar {
  private static final Map<String, String> SERVICES =
      Map.of(
          "io.atelier.engine.config.SpecProvider", "stripes.StripesSpecs",
          "io.atelier.data.fetch.DataSetProvider", "stripes.StripesData",
          "io.atelier.lab.config.ModelProvider", "stripes.StripesModels");

  private OwnJar() {}

  /** {@return the jar, made} */
  static Path make(Path jar) throws IOException {
    Path classes = classes(jar.resolveSibling("classes"));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }

  /** {@return a folder of what is in the jar} */
  static Path classes(Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      Files.writeString(services.resolve(service.getKey()), service.getValue() + "\n");
    }
    compile(sources(), folder);
    return folder;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(OwnJar.class.getResource("/stripes").toURI()))) {
      return files.toList();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static void compile(List<Path> sources, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
      boolean done =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!done) {
        throw new IOException(said.toString());
      }
    }
  }
}
