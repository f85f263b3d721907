package io.atelier.engine.metric;

import java.util.stream.IntStream;

/**
 * A curve through thresholds from 0 to 1.
 *
 * @param hits how many yes are above each threshold
 * @param alarms how many no are
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RankCurve(double[] hits, double[] alarms) {

  /** {@return the curve of a label, from histograms of all labels' yes, and then of their no} */
  static RankCurve of(double[] sums, int thresholds, int label) {
    return new RankCurve(
        fromAbove(sums, label * thresholds, thresholds),
        fromAbove(sums, sums.length / 2 + label * thresholds, thresholds));
  }

  private static double[] fromAbove(double[] sums, int from, int thresholds) {
    double[] totals = new double[thresholds];
    double total = 0;
    for (int i = thresholds - 1; i >= 0; i--) {
      total += sums[from + i];
      totals[i] = total;
    }
    return totals;
  }

  /** All are above the first threshold, a little below 0. */
  double area(Curve curve, Summation summation) {
    if (curve == Curve.PR && summation == Summation.INTERPOLATION) {
      return interpolated();
    }
    double area = 0;
    for (int i = 0; i + 1 < hits.length; i++) {
      double left = height(curve, i);
      double right = height(curve, i + 1);
      double height =
          switch (summation) {
            case INTERPOLATION -> (left + right) / 2;
            case MAJORING -> Math.max(left, right);
            case MINORING -> Math.min(left, right);
          };
      area += (place(curve, i) - place(curve, i + 1)) * height;
    }
    return area;
  }

  private double place(Curve curve, int i) {
    return curve == Curve.ROC ? share(alarms[i], alarms[0]) : share(hits[i], hits[0]);
  }

  private double height(Curve curve, int i) {
    return curve == Curve.ROC ? share(hits[i], hits[0]) : share(hits[i], hits[i] + alarms[i]);
  }

  /** True positives are a line of positives between two thresholds (Davis and Goadrich 2006). */
  private double interpolated() {
    return IntStream.range(0, hits.length - 1).mapToDouble(this::interpolated).sum();
  }

  private double interpolated(int i) {
    double dHits = hits[i] - hits[i + 1];
    double all = hits[i] + alarms[i];
    double next = hits[i + 1] + alarms[i + 1];
    double slope = share(dHits, Math.max(all - next, 0));
    double intercept = hits[i + 1] - slope * next;
    double ratio = all > 0 && next > 0 ? all / next : 1;
    return share(slope * (dHits + intercept * Math.log(ratio)), hits[0]);
  }

  /** 0 of nothing. */
  private static double share(double part, double all) {
    return all == 0 ? 0 : part / all;
  }
}
