package io.atelier.engine.cuda;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shared library that TensorFlow 2.18's GPU build opens, itself or through another.
 *
 * @param soname what it is opened as
 * @param part what it belongs to; the libraries of a part are of one version
 * @param required whether TensorFlow registers no GPU, or cannot train on it, without
 * @param debianPackage that brings it, in NVIDIA's package source for Debian and Ubuntu
 */
public record CudaLibrary(String soname, Part part, boolean required, String debianPackage) {
  /** What is installed together. */
  public enum Part {
    /** The CUDA toolkit's libraries. */
    CUDA("CUDA", 12),
    /** The library of neural network operations. */
    CUDNN("cuDNN", 9);

    private final String product;
    private final int major;

    Part(String product, int major) {
      this.product = product;
      this.major = major;
    }

    /** {@return its name without a version} */
    String product() {
      return product;
    }

    @Override
    public String toString() {
      return product + " " + major;
    }
  }

  /**
   * What to load, each after what it needs. cuDNN opens its own parts, nvrtc its builtins. Left out
   * is {@code libcudnn_adv}, recurrent layers and attention: cuDNN opens it from its own folder
   * when it is called.
   */
  public static final List<CudaLibrary> IN_ORDER =
      List.of(
          cuda("libcudart.so.12", "cuda-cudart-12-6"),
          cuda("libnvJitLink.so.12", "libnvjitlink-12-6"),
          cuda("libcublasLt.so.12", "libcublas-12-6"),
          cuda("libcublas.so.12", "libcublas-12-6"),
          cuda("libcufft.so.11", "libcufft-12-6"),
          cuda("libcusparse.so.12", "libcusparse-12-6"),
          cuda("libcusolver.so.11", "libcusolver-12-6"),
          new CudaLibrary("libnvrtc-builtins.so.12", Part.CUDA, false, "cuda-nvrtc-12-6"),
          new CudaLibrary("libnvrtc.so.12", Part.CUDA, false, "cuda-nvrtc-12-6"),
          new CudaLibrary("libcupti.so.12", Part.CUDA, false, "cuda-cupti-12-6"),
          cudnn("libcudnn_graph.so.9"),
          cudnn("libcudnn_ops.so.9"),
          cudnn("libcudnn_engines_precompiled.so.9"),
          cudnn("libcudnn_engines_runtime_compiled.so.9"),
          cudnn("libcudnn_heuristic.so.9"),
          cudnn("libcudnn_cnn.so.9"),
          cudnn("libcudnn.so.9"));

  private static CudaLibrary cuda(String soname, String debianPackage) {
    return new CudaLibrary(soname, Part.CUDA, true, debianPackage);
  }

  private static CudaLibrary cudnn(String soname) {
    return new CudaLibrary(soname, Part.CUDNN, true, "libcudnn9-cuda-12");
  }

  /** {@return the file among a folder's that is this library, of any minor version} */
  Optional<String> in(Set<String> files) {
    return files.contains(soname)
        ? Optional.of(soname)
        : files.stream()
            .filter(file -> file.startsWith(soname + "."))
            .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
  }

  /** {@return the file among a folder's that is this library in another major version} */
  Optional<String> otherMajor(Set<String> files) {
    String versioned = soname.substring(0, soname.indexOf(".so.") + 4);
    return files.stream()
        .filter(file -> file.startsWith(versioned))
        .filter(file -> !file.equals(soname) && !file.startsWith(soname + "."))
        .min(Comparator.naturalOrder());
  }

  /** {@return the command that brings it} */
  public String installCommand() {
    return "sudo apt-get install " + debianPackage;
  }
}
