package io.atelier.paper.report;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Numbers;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.report.Report;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import io.atelier.paper.result.Sessions;
import java.time.Instant;
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
    parts.add(
        new Paragraph(
            "Each training is a process of its own. Its folder `runs/ROW/MODEL/seed-N` has the settings, the history of every epoch and the scores, and a SavedModel for serving. The seconds are those of a machine that may have done other work too."));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("trainings", Integer.toString(runs.size()));
    facts.put(
        "seconds of training, searches aside",
        Numbers.seconds(runs.stream().mapToDouble(run -> run.report().seconds()).sum()));
    facts.putAll(common(runs));
    parts.add(Table.of(facts));
    parts.add(new Heading(3, "Sessions"));
    long before = begunBefore(ours.sessions(), runs);
    if (before > 0) {
      parts.add(
          new Paragraph(
              "%s of the trainings were begun before the first of these, by another command such as `atelier train` with the same settings, and taken over."
                  .formatted(before)));
    }
    parts.add(sessions(ours.sessions()));
    if (!runs.isEmpty()) {
      parts.add(new Heading(3, "Every training"));
      parts.add(trainings(ours.runs()));
    }
    parts.add(new Heading(2, "Licence and citations"));
    parts.add(new Paragraph(FashionMnist.CITATION));
    parts.add(new Paragraph("Paper: " + paper.citation()));
    return parts;
  }

  /** Versions, hashes and the like: once where all runs agree, else all there are. */
  private static Map<String, String> common(List<FinishedRun> runs) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (FinishedRun run : runs) {
      Report.Provenance made = run.report().provenance();
      add(values, "commits of the trainings", made.commit());
      add(values, "device", run.report().device());
      add(
          values,
          "threads of a training, 0 for one a core",
          run.settings().get("execution.threads"));
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

  private static long begunBefore(List<Sessions.Session> sessions, List<FinishedRun> runs) {
    return sessions.stream()
        .findFirst()
        .map(first -> Instant.parse(first.began()))
        .map(first -> runs.stream().filter(run -> started(run).isBefore(first)).count())
        .orElse(0L);
  }

  private static Instant started(FinishedRun run) {
    return Instant.parse(run.report().provenance().started());
  }

  private static Part sessions(List<Sessions.Session> sessions) {
    return new Table(
        List.of("began", "command", "commit"),
        sessions.stream()
            .map(session -> List.of(session.began(), session.command(), session.commit()))
            .toList());
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
