package io.atelier.engine.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells XLA where libdevice and ptxas are.
 *
 * <p>XLA reads {@code XLA_FLAGS} from the process's environment when it is first used, and looks
 * for {@code nvvm/libdevice} and {@code bin/ptxas} in one folder.
 */
public final class XlaSetup {
  /** The environment variable XLA reads. */
  public static final String VARIABLE = "XLA_FLAGS";

  private static final Logger LOG = LoggerFactory.getLogger(XlaSetup.class);
  private static final String LIBDEVICE = "nvvm/libdevice/libdevice.10.bc";
  private static final String PTXAS = "bin/ptxas";
  private static final String DRIVER_COMPILES =
      "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found";

  /** Of convolutions: without it XLA transposes what comes and goes; measured in cuda-notes.md. */
  private static final String LAYOUT = "--xla_gpu_force_conv_nhwc=true";

  /** With either end, nhwc or nchw, the user has chosen. */
  private static final String LAYOUTS = "--xla_gpu_force_conv_";

  private static final Pattern FOLDER =
      Pattern.compile("--xla_gpu_cuda_data_dir=(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

  private XlaSetup() {}

  /** Once a process; for good. */
  private static final class Once {
    static final boolean READY = on(Machine.current());
  }

  /**
   * Tells XLA in this process, unless it was done. To be called before TensorFlow is loaded.
   *
   * @return whether XLA can compile for a GPU
   */
  public static boolean once() {
    return Once.READY;
  }

  private static boolean on(Machine machine) {
    if (!machine.supported() || Natives.on(machine) != Natives.GPU || Driver.on(machine).absent()) {
      return false;
    }
    String given = machine.variable(VARIABLE).orElse("").strip();
    XlaTools tools = XlaTools.on(machine);
    if (named(machine).isPresent()) {
      return tools.libdevice().isPresent();
    }
    if (tools.libdevice().isEmpty() || isFile(given)) {
      return false;
    }
    try {
      Path folder = folder(tools, machine.cache());
      boolean ptxas = tools.ptxas().isPresent();
      ProcessEnvironment.change(VARIABLE, now -> flags(now, folder, ptxas));
      return true;
    } catch (IOException | IllegalStateException e) {
      LOG.warn("XLA cannot be told of {}: {}", tools.libdevice().get(), e.getMessage());
      return false;
    }
  }

  /** {@return the folder that a user's flags name, which may stand in a file} */
  static Optional<Path> named(Machine machine) {
    String given = machine.variable(VARIABLE).orElse("").strip();
    try {
      return named(isFile(given) ? Files.readString(Path.of(given)) : given);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@return the folder that flags name} */
  static Optional<Path> named(String flags) {
    Matcher matcher = FOLDER.matcher(flags);
    return matcher.find()
        ? IntStream.rangeClosed(1, 3)
            .mapToObj(matcher::group)
            .filter(Objects::nonNull)
            .map(Path::of)
            .findFirst()
        : Optional.empty();
  }

  /**
   * {@return a user's flags, and what they leave open}
   *
   * @param given flags, or the name of a file with flags, to which nothing can be added
   * @param ptxas whether there is one; else the driver compiles
   */
  static String flags(String given, Path folder, boolean ptxas) {
    if (isFile(given)) {
      return given;
    }
    String flags = given;
    if (named(given).isEmpty()) {
      flags += " --xla_gpu_cuda_data_dir='" + folder + "'";
    }
    if (!ptxas && !given.contains(DRIVER_COMPILES)) {
      flags += " " + DRIVER_COMPILES + "=true";
    }
    if (!given.contains(LAYOUTS)) {
      flags += " " + LAYOUT;
    }
    return flags.strip();
  }

  /** {@return whether flags are the name of a file with flags, to which nothing can be added} */
  public static boolean isFile(String given) {
    return !given.isEmpty() && !given.startsWith("-");
  }

  /**
   * {@return a folder where XLA finds libdevice, and ptxas if there is one}
   *
   * @param cache where one is made, of links, if there is none
   */
  static Path folder(XlaTools tools, Path cache) throws IOException {
    Path libdevice = tools.libdevice().orElseThrow().toAbsolutePath();
    if (libdevice.endsWith(LIBDEVICE)) {
      Path home = libdevice.getParent().getParent().getParent();
      if (tools.ptxas().isEmpty() || Files.isExecutable(home.resolve(PTXAS))) {
        return home;
      }
    }
    String name = libdevice + "\n" + tools.ptxas().map(Path::toAbsolutePath).orElse(null);
    Path made =
        cache
            .resolve("xla")
            .resolve(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    link(made.resolve(LIBDEVICE), libdevice);
    if (tools.ptxas().isPresent()) {
      link(made.resolve(PTXAS), tools.ptxas().get().toAbsolutePath());
    }
    return made;
  }

  /** A link that is there already has the same target: the folder's name says so. */
  private static void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    try {
      Files.createSymbolicLink(link, target);
    } catch (FileAlreadyExistsException e) {
      LOG.trace("{} is there", link);
    }
  }
}
