package io.atelier.cli.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.CudaLibraries.Finding;
import io.atelier.engine.cuda.Diagnosis;
import io.atelier.engine.cuda.Gpu;
import java.util.Locale;
import java.util.Optional;

/** A checkup for programs. What is not known is null. */
public final class CheckupJson {
  private CheckupJson() {}

  /** {@return a checkup as JSON; {@code verdict} says what its exit code says} */
  public static ObjectNode of(Checkup checkup) {
    CudaFacts facts = checkup.facts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode driver = json.putObject("driver");
    put(driver, "version", facts.driver().version());
    put(driver, "cuda", facts.driverCuda());
    put(driver, "library", facts.driver().file());
    facts.gpus().forEach(gpu -> json.withArray("/gpus").add(gpu(gpu)));
    json.withArray("/gpus");
    facts
        .libraries()
        .findings()
        .forEach(finding -> json.withArray("/libraries").add(library(finding)));
    facts.failures().forEach(failure -> json.withArray("/failures").add(failure.reason()));
    json.withArray("/failures");
    ObjectNode xla = json.putObject("xla");
    put(xla, "libdevice", checkup.xla().libdevice());
    put(xla, "ptxas", checkup.xla().ptxas());
    json.putObject("natives")
        .put("build", facts.natives().name().toLowerCase(Locale.ROOT))
        .put("tensorflow", checkup.tensorflow());
    ObjectNode cpu = json.putObject("cpu");
    cpu.put("model", checkup.cpu().model()).put("threads", checkup.cpu().threads());
    checkup.cpu().features().forEach(feature -> cpu.withArray("/features").add(feature));
    json.putObject("memory")
        .put("total_bytes", checkup.memory().totalBytes())
        .put("free_bytes", checkup.memory().freeBytes());
    ObjectNode data = json.putObject("data");
    checkup.data().forEach(set -> put(data.putObject(set.name()), "folder", set.folder()));
    Diagnosis diagnosis = checkup.diagnosis();
    json.putObject("verdict")
        .put("gpu", diagnosis.ready())
        .put("cause", diagnosis.cause().name().toLowerCase(Locale.ROOT))
        .put("reason", diagnosis.reason())
        .put("cure", diagnosis.cure());
    return json;
  }

  private static ObjectNode gpu(Gpu gpu) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("index", gpu.index()).put("name", gpu.name());
    put(json, "memory_bytes", gpu.memoryBytes().stream().boxed().findFirst());
    put(json, "free_bytes", gpu.freeBytes().stream().boxed().findFirst());
    put(json, "compute_capability", gpu.computeCapability());
    return json;
  }

  private static ObjectNode library(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("soname", finding.wanted().soname()).put("required", finding.wanted().required());
    put(json, "file", finding.file());
    put(json, "origin", finding.origin());
    put(json, "other_version", finding.otherMajor());
    put(
        json,
        "install",
        finding.file().isPresent()
            ? Optional.empty()
            : Optional.of(finding.wanted().installCommand()));
    return json;
  }

  private static void put(ObjectNode json, String name, Optional<?> value) {
    if (value.orElse(null) instanceof Long number) {
      json.put(name, number);
    } else {
      json.put(name, value.map(Object::toString).orElse(null));
    }
  }
}
