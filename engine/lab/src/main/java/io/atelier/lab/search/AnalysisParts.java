package io.atelier.lab.search;

import io.atelier.engine.search.Analysis;
import io.atelier.engine.search.Effect;
import io.atelier.engine.search.Tried;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Paragraph;
import io.atelier.lab.page.ParallelCoordinates;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/** Which settings of a search mattered, as parts of a report and as a table. */
public final class AnalysisParts {
  private AnalysisParts() {}

  /**
   * {@return headings, tables and a picture; nothing if no setting differed}
   *
   * @param level of the heading
   * @param name of the search, unique in the report, of the picture's file
   * @param tried what was analysed
   */
  public static List<Part> of(int level, String name, Analysis analysis, List<Tried> tried) {
    if (analysis.effects().isEmpty()) {
      return List.of();
    }
    String objective = analysis.objective().quantity();
    List<Part> parts = new ArrayList<>();
    parts.add(new Heading(level, "What mattered"));
    parts.add(
        new Paragraph(
            "Of %s trials, by %s. The share explained is that of the variance between the trials that comes with the setting, less what chance would give: 0 for a setting without effect of its own, 1 for the only one that matters. The rank correlation is Spearman's: 1 if larger values of the setting always go with larger values of %s, -1 if with smaller ones."
                .formatted(analysis.trials(), objective, objective)));
    parts.add(
        new Table(
            List.of("setting", "share explained", "rank correlation"),
            analysis.effects().stream()
                .map(it -> List.of(it.setting(), of(it.importance()), of(it.correlation())))
                .toList()));
    parts.add(
        new Figure(
            name + "-parallel",
            "Every line is a trial: its settings, the most important on the right, and %s. The better third is drawn in blue, the best thickest."
                .formatted(objective),
            picture(analysis, tried)));
    parts.add(values(analysis, objective));
    return parts;
  }

  private static Table values(Analysis analysis, String objective) {
    List<List<String>> rows = new ArrayList<>();
    for (Effect effect : analysis.effects()) {
      String setting = effect.setting();
      for (Effect.Group group : effect.groups()) {
        rows.add(
            List.of(
                setting,
                group.value(),
                Integer.toString(group.trials()),
                number(group.mean()),
                number(group.best()),
                number(group.spread())));
        setting = "";
      }
    }
    return new Table(
        List.of(
            "setting",
            "value",
            "trials",
            "mean " + objective,
            "best " + objective,
            "standard deviation"),
        rows);
  }

  private static ParallelCoordinates picture(Analysis analysis, List<Tried> tried) {
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (int i = analysis.effects().size() - 1; i >= 0; i--) {
      String setting = analysis.effects().get(i).setting();
      axes.put(setting, tried.stream().map(it -> it.combination().values().get(setting)).toList());
    }
    return new ParallelCoordinates(
        axes,
        analysis.objective().quantity(),
        tried.stream().map(Tried::objective).toList(),
        analysis.objective().largerIsBetter());
  }

  private static String of(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.2f", share.getAsDouble()) : "";
  }

  /** {@return a number to read: four places behind the point, or four digits if that is too few} */
  static String number(double value) {
    double size = Math.abs(value);
    boolean places = size == 0 || (size >= 0.001 && size < 1e6);
    return String.format(Locale.ROOT, places ? "%.4f" : "%.3e", value);
  }

  /** {@return a table of all values of all settings, the setting that mattered most first} */
  static String csv(Analysis analysis) {
    List<String> rows = new ArrayList<>();
    rows.add("setting,value,trials,mean,best,spread,rank_correlation,importance");
    for (Effect effect : analysis.effects()) {
      for (Effect.Group group : effect.groups()) {
        rows.add(
            Stream.of(
                    effect.setting(),
                    group.value(),
                    Integer.toString(group.trials()),
                    ResultsCsv.number(group.mean()),
                    ResultsCsv.number(group.best()),
                    ResultsCsv.number(group.spread()),
                    exact(effect.correlation()),
                    exact(effect.importance()))
                .map(StringEscapeUtils::escapeCsv)
                .collect(Collectors.joining(",")));
      }
    }
    return String.join("\n", rows) + "\n";
  }

  private static String exact(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.6f", share.getAsDouble()) : "";
  }
}
