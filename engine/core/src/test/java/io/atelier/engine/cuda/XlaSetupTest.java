package io.atelier.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.engine.runtime.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class XlaSetupTest {
  private static final String LAYOUT = " --xla_gpu_force_conv_nhwc=true";

  private static final Path TOOLKIT = Path.of("/usr/local/cuda");

  @TempDir Path folder;

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void addsTheFolderToWhatTheUserSays() {
    assertThat(XlaSetup.flags("", TOOLKIT, true))
        .isEqualTo("--xla_gpu_cuda_data_dir='/usr/local/cuda'" + LAYOUT);
    assertThat(XlaSetup.flags("--xla_dump_to=/tmp/x", TOOLKIT, true))
        .isEqualTo("--xla_dump_to=/tmp/x --xla_gpu_cuda_data_dir='/usr/local/cuda'" + LAYOUT);
  }

  @Test
  void withoutPtxasTheDriverCompiles() {
    assertThat(XlaSetup.flags("", TOOLKIT, false))
        .isEqualTo(
            "--xla_gpu_cuda_data_dir='/usr/local/cuda'"
                + " --xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=true"
                + LAYOUT);
    String refused = "--xla_gpu_unsafe_fallback_to_driver_on_ptxas_not_found=false";
    assertThat(XlaSetup.flags(refused, TOOLKIT, false))
        .isEqualTo(refused + " --xla_gpu_cuda_data_dir='/usr/local/cuda'" + LAYOUT);
  }

  @Test
  void leavesWhatTheUserSays() {
    String own = "--xla_gpu_cuda_data_dir=/opt/mine --xla_gpu_force_conv_nchw=true";
    assertThat(XlaSetup.flags(own, TOOLKIT, true)).isEqualTo(own);
    assertThat(XlaSetup.named(own)).hasValue(Path.of("/opt/mine"));
    assertThat(XlaSetup.named("--xla_dump_to=/tmp/x")).isEmpty();
    assertThat(XlaSetup.flags("flags.txt", TOOLKIT, false)).isEqualTo("flags.txt");
  }

  @Test
  void aToolkitIsTheFolder() throws IOException {
    Path libdevice = file("cuda/nvvm/libdevice/libdevice.10.bc");
    Path ptxas = file("cuda/bin/ptxas");
    assertThat(XlaSetup.folder(tools(libdevice, ptxas), folder.resolve("cache")))
        .isEqualTo(folder.resolve("cuda"));
    assertThat(XlaSetup.folder(tools(libdevice, null), folder.resolve("cache")))
        .isEqualTo(folder.resolve("cuda"));
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void otherPlacesAreLinkedAsAToolkitHasThem() throws IOException {
    Path libdevice = file("triton/lib/libdevice.10.bc");
    Path ptxas = file("triton/bin/ptxas");
    XlaTools tools = tools(libdevice, ptxas);
    Path made = XlaSetup.folder(tools, folder.resolve("cache"));
    assertThat(made.resolve("nvvm/libdevice/libdevice.10.bc")).hasSameTextualContentAs(libdevice);
    assertThat(made.resolve("bin/ptxas")).hasSameTextualContentAs(ptxas).isExecutable();
    assertThat(XlaSetup.folder(tools, folder.resolve("cache"))).isEqualTo(made);
    Path other = file("debian/libdevice/libdevice.10.bc");
    assertThat(XlaSetup.folder(tools(other, ptxas), folder.resolve("cache"))).isNotEqualTo(made);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void xlaReadsWhatTheProcessWasTold() throws IOException, InterruptedException {
    Path dump = folder.resolve("dump");
    ChildJvm.lines(CompiledStep.class, Map.of("XLA_FLAGS", ""), "-Dflags=--xla_dump_to=" + dump);
    assertThat(dump).isDirectoryContaining("glob:**module_*");
  }

  private static XlaTools tools(Path libdevice, Path ptxas) {
    return new XlaTools(Optional.of(libdevice), Optional.ofNullable(ptxas));
  }
}
