package io.atelier.models.reproduction;

import io.atelier.models.report.Citations;
import io.atelier.models.report.FinishedRun;
import io.atelier.models.report.Heading;
import io.atelier.models.report.Numbers;
import io.atelier.models.report.Paragraph;
import io.atelier.models.report.Part;
import io.atelier.models.report.Report;
import io.atelier.models.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What made the numbers, on whose data, after whose paper. */
final class ProvenanceSection {
  private ProvenanceSection() {}

  static List<Part> of(Paper paper, Reproduction ours) {
    List<FinishedRun> runs = ours.runs().values().stream().flatMap(List::stream).toList();
    List<Part> parts = new ArrayList<>();
    parts.add(new Heading(2, "Environment and provenance"));
    Map<String, String> facts = new LinkedHashMap<>(ours.madeBy());
    facts.put("trainings", Integer.toString(runs.size()));
    facts.put(
        "seconds of training",
        Numbers.seconds(runs.stream().mapToDouble(run -> run.report().seconds()).sum()));
    facts.putAll(common(runs));
    parts.add(Table.of(facts));
    if (!runs.isEmpty()) {
      parts.add(new Heading(3, "Every training"));
      parts.add(trainings(ours.runs()));
    }
    parts.add(new Heading(2, "Licence and citations"));
    parts.add(new Paragraph(Citations.DATA_SET));
    parts.add(new Paragraph("Paper: " + paper.citation()));
    return parts;
  }

  /** Versions, hashes and the like: once where all runs agree, else all there are. */
  private static Map<String, String> common(List<FinishedRun> runs) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (FinishedRun run : runs) {
      Report.Provenance made = run.report().provenance();
      add(values, "commit", made.commit());
      add(values, "device", run.report().device());
      made.versions().forEach((name, version) -> add(values, name, version));
      made.dataHashes().forEach((file, hash) -> add(values, "SHA-256 of " + file, hash));
    }
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> String.join(", ", entry.getValue()),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static void add(Map<String, List<String>> values, String name, String value) {
    List<String> known = values.computeIfAbsent(name, key -> new ArrayList<>());
    if (!known.contains(value)) {
      known.add(value);
    }
  }

  private static Part trainings(Map<String, List<FinishedRun>> runs) {
    List<List<String>> rows = new ArrayList<>();
    runs.forEach(
        (row, all) ->
            all.forEach(
                run ->
                    rows.add(
                        List.of(
                            row,
                            run.report().model(),
                            Long.toString(run.report().seed()),
                            Integer.toString(run.report().epochsRun()),
                            run.report().stopped(),
                            Numbers.seconds(run.report().seconds()),
                            run.report().provenance().started()))));
    return new Table(
        List.of("row", "model", "seed", "epochs", "ended", "seconds", "started"), rows);
  }
}
