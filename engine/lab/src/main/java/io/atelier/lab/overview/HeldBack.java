package io.atelier.lab.overview;

import io.atelier.data.DataSet;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.page.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a training holds back where a data set lacks parts to test and to validate on. */
public final class HeldBack {
  private HeldBack() {}

  /** {@return a sentence for each part that is not there, by what it is for} */
  public static Map<String, String> of(DataSet set, DataConfig config) {
    var said = new LinkedHashMap<String, String>();
    int left = set.train().size();
    if (set.test().isEmpty()) {
      left = said(said, "Test", left, config.testSplit(), "the examples to train on", set);
    }
    if (set.validation().isEmpty() && config.validationSplit() > 0) {
      String of = set.test().isEmpty() ? "the rest" : "the examples to train on";
      said(said, "Validation", left, config.validationSplit(), of, set);
    }
    return said;
  }

  private static int said(
      Map<String, String> said, String part, int from, double share, String of, DataSet set) {
    long held = Math.round(from * share);
    if (held < 1 || held >= from) {
      said.put(part, "no such part, and too few examples to hold some back for it");
      return from;
    }
    boolean classes = set.classes() > 0 && set.train().targets().shape().size() == 1;
    said.put(
        part,
        "no such part: a training holds back %s of %s%s"
            .formatted(Numbers.count(held), of, classes ? ", of every class its share" : ""));
    return (int) (from - held);
  }
}
