package io.atelier.cli.peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atelier.cli.benchmark.Benchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All rounds of one case.
 *
 * @param setting the case
 * @param rounds each side's measurements, one a round
 */
record Comparison(Setting setting, Map<Side, List<Measured>> rounds) {
  /**
   * How many times as long a peer takes for a step.
   *
   * @param ofMedians the ratio of the medians over the rounds
   * @param least of the rounds' own ratios
   * @param most of the rounds' own ratios
   */
  record Ratio(double ofMedians, double least, double most) {
    @Override
    public String toString() {
      return "%.2f (%.2f-%.2f)".formatted(ofMedians, least, most);
    }
  }

  /** {@return each side's median over the rounds of microseconds a step} */
  @JsonProperty("micros")
  Map<Side, Double> micros() {
    Map<Side, Double> medians = new LinkedHashMap<>();
    rounds.forEach((side, measured) -> medians.put(side, Benchmark.median(micros(measured))));
    return medians;
  }

  /** {@return the ratio of every peer to Atelier; none without Atelier} */
  @JsonProperty("ratios")
  Map<Side, Ratio> ratios() {
    Map<Side, Ratio> ratios = new LinkedHashMap<>();
    if (rounds.containsKey(Side.ATELIER)) {
      rounds.keySet().stream()
          .filter(side -> side != Side.ATELIER)
          .forEach(side -> ratios.put(side, ratio(side)));
    }
    return ratios;
  }

  private Ratio ratio(Side side) {
    List<Double> peer = micros(rounds.get(side));
    List<Double> own = micros(rounds.get(Side.ATELIER));
    double[] each =
        IntStream.range(0, own.size())
            .mapToDouble(i -> peer.get(i) / own.get(i))
            .sorted()
            .toArray();
    return new Ratio(
        Benchmark.median(peer) / Benchmark.median(own), each[0], each[each.length - 1]);
  }

  private static List<Double> micros(List<Measured> measured) {
    return measured.stream().map(Measured::medianMicros).toList();
  }
}
