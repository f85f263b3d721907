package io.atelier.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DataSetProvider;
import io.atelier.data.fetch.KnownDataSets;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Diagnosis;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.cuda.XlaTools;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that matters for training on a machine.
 *
 * @param facts about GPUs
 * @param xla what it needs to compile for them
 * @param tensorflow the native library's version
 * @param cpu the processor
 * @param memory the host's
 * @param data the data sets that are known by name
 */
public record Checkup(
    CudaFacts facts, XlaTools xla, String tensorflow, Cpu cpu, Memory memory, List<Data> data) {
  /** Keeps an immutable copy. */
  public Checkup {
    data = List.copyOf(data);
  }

  /**
   * The host's memory.
   *
   * @param totalBytes that it has
   * @param freeBytes that nobody uses
   */
  public record Memory(long totalBytes, long freeBytes) {
    static Memory now() {
      var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
      return new Memory(system.getTotalMemorySize(), system.getFreeMemorySize());
    }
  }

  /**
   * A data set that is known by name.
   *
   * @param name of it
   * @param folder where it is, verified; empty if it is not there
   * @param problem why not; empty if it is
   */
  public record Data(String name, Optional<Path> folder, String problem) {
    static Data find(DataSetProvider set, Optional<Path> named, Machine machine) {
      try {
        Path folder = set.find(named, machine.environment()).folder();
        return new Data(set.name(), Optional.of(folder), "");
      } catch (DataSetException e) {
        return new Data(set.name(), Optional.empty(), e.getMessage());
      }
    }
  }

  /**
   * {@return what is found on a machine; nothing is fetched}
   *
   * @param facts about its GPUs
   * @param tensorflow the native library's version
   * @param data the folder that a {@code --data} flag names
   */
  public static Checkup of(
      Machine machine, CudaFacts facts, String tensorflow, Optional<Path> data) {
    return new Checkup(
        facts,
        XlaTools.on(machine),
        tensorflow,
        Cpu.of(machine.root().resolve("proc/cpuinfo"), Runtime.getRuntime().availableProcessors()),
        Memory.now(),
        KnownDataSets.all().stream().map(set -> Data.find(set, data, machine)).toList());
  }

  /** {@return whether a GPU is used, and if not, why} */
  public Diagnosis diagnosis() {
    return Diagnosis.of(facts);
  }
}
