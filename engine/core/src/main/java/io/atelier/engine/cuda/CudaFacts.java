package io.atelier.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a machine's GPUs.
 *
 * @param platform system and processor, as {@code linux-x86_64}
 * @param natives TensorFlow's build on the class path
 * @param driver the kernel's
 * @param driverCuda the newest CUDA version the driver knows; empty if nobody tells
 * @param gpus the machine's
 * @param complaint what {@code nvidia-smi} said instead of telling them
 * @param libraries where CUDA's are
 * @param failures what was found of the libraries and could not be unpacked or loaded
 * @param visible {@code CUDA_VISIBLE_DEVICES}
 * @param registered whether TensorFlow has a GPU; empty if it was not asked
 * @param refusal why TensorFlow could not open one, in its words; empty if it did not say
 */
public record CudaFacts(
    String platform,
    Natives natives,
    Driver driver,
    Optional<String> driverCuda,
    List<Gpu> gpus,
    Optional<String> complaint,
    CudaLibraries libraries,
    List<Failure> failures,
    Optional<String> visible,
    Optional<Boolean> registered,
    Optional<String> refusal) {

  /**
   * {@return what can be found out without TensorFlow}
   *
   * <p>Reads folders and calls {@code nvidia-smi}; unpacks and loads nothing.
   */
  public static CudaFacts on(Machine machine) {
    Driver driver = Driver.on(machine);
    NvidiaSmi told = driver.absent() ? NvidiaSmi.silent(List.of()) : NvidiaSmi.on(machine);
    return new CudaFacts(
        machine.platform(),
        Natives.on(machine),
        driver,
        told.cuda(),
        told.gpus(),
        told.complaint(),
        CudaLibraries.on(machine),
        List.of(),
        Optional.ofNullable(machine.environment().get("CUDA_VISIBLE_DEVICES")),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * {@return what takes no time to find out: platform, driver's files, TensorFlow's build}
   *
   * <p>Enough for a diagnosis that is {@linkplain Diagnosis.Cause#certain certain}.
   */
  public static CudaFacts atAGlance(Machine machine) {
    return new CudaFacts(
        machine.platform(),
        Natives.on(machine),
        Driver.on(machine),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        new CudaLibraries(List.of()),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * {@return the GPUs that CUDA shows, in the order in which it numbers them}
   *
   * <p>{@code CUDA_VISIBLE_DEVICES} may list some; what it lists by another name than a number is
   * not known here, nor what follows it.
   */
  public List<Gpu> shown() {
    if (visible.isEmpty()) {
      return gpus;
    }
    List<Gpu> shown = new ArrayList<>();
    for (String name : visible.get().split(",", -1)) {
      Optional<Gpu> named =
          gpus.stream()
              .filter(gpu -> name.strip().equals(Integer.toString(gpu.index())))
              .findFirst();
      if (named.isEmpty()) {
        break;
      }
      shown.add(named.get());
    }
    return List.copyOf(shown);
  }

  /**
   * {@return the same facts and TensorFlow's answer}
   *
   * @param registered whether it has a GPU
   * @param failures of the libraries that were loaded for it
   * @param refusal why it has none, in its words
   */
  public CudaFacts asked(boolean registered, List<Failure> failures, Optional<String> refusal) {
    return new CudaFacts(
        platform,
        natives,
        driver,
        driverCuda,
        gpus,
        complaint,
        libraries,
        List.copyOf(failures),
        visible,
        Optional.of(registered),
        refusal);
  }
}
