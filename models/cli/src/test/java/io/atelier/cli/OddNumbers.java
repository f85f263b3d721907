package io.atelier.cli;

import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;

/** Values that nobody expects, and which of them a number's setting can mean all the same. */
final class OddNumbers {
  static final List<String> TEXTS =
      List.of(
          "0",
          "-1",
          "1e9",
          "1000000000",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "NaN",
          "Infinity",
          "-Infinity",
          "1e300",
          "1e-300",
          "3.5",
          "1.0000001",
          "0x10",
          "1_000",
          "1,5",
          "5 ",
          "",
          " ",
          "\t",
          "\n",
          "٣",
          "🙂",
          "x".repeat(5000),
          "9".repeat(400),
          "\u0001",
          "\u001b[31mred",
          "null",
          "true",
          "-",
          "%s %d %n",
          "${sys:user.home}",
          "'",
          "\"",
          "[1]",
          "{}",
          "..");

  private static final Map<String, DoublePredicate> RANGES =
      Map.ofEntries(
          Map.entry("epochs", in(1, 1e6)),
          Map.entry("batch-size", in(1, 65_536)),
          Map.entry("learning-rate", in(Float.MIN_NORMAL, Float.MAX_VALUE)),
          Map.entry("momentum", in(0, 1).and(OddNumbers::float32Tells)),
          Map.entry("dropout", in(0, Math.nextDown(1f)).and(OddNumbers::float32Tells)),
          Map.entry("patience", in(0, 1e6)),
          Map.entry("seed", in(Long.MIN_VALUE, Long.MAX_VALUE)),
          Map.entry("validation-split", share -> share == 0 || (share > 2e-5 && share < 0.9999)),
          Map.entry("limit", in(2, 51_000).or(limit -> limit == 0)),
          Map.entry("threads", in(0, 1024)),
          Map.entry("memory", in(0x1p16, 0x1p50).or(size -> size == 0)),
          Map.entry("evaluation-batch", in(0, 1e6)),
          Map.entry("gpu", in(-1, 1023)),
          Map.entry("gpu-memory", in(0x1p20, 0x1p50).or(size -> size == 0)),
          Map.entry("gpus", in(1, 64)),
          Map.entry("parallel", in(1, 256)),
          Map.entry("trials", in(1, 100_000)),
          Map.entry("fraction", share -> share > 0 && share <= 1),
          Map.entry("seeds", in(1, 1000)),
          Map.entry("images", in(32, Math.floor(Integer.MAX_VALUE / 784.0))),
          Map.entry("chunks", in(5, 10_000)),
          Map.entry("index", in(0, 9_999)),
          Map.entry("top", in(1, Integer.MAX_VALUE)),
          Map.entry("layer", in(1, 1)),
          Map.entry("units", in(1, 8192)),
          Map.entry("hidden-layers", in(0, 64)));

  private OddNumbers() {}

  /** {@return whether a setting is a number} */
  static boolean has(String setting) {
    return RANGES.containsKey(setting);
  }

  /**
   * {@return whether a text is a number that a setting can have}
   *
   * @param setting as a flag spells it, without its dashes
   */
  static boolean meant(String setting, String text, boolean whole) {
    try {
      double number = whole ? Long.parseLong(text) : Double.parseDouble(text);
      return RANGES.get(setting).test(number);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static DoublePredicate in(double least, double most) {
    return number -> number >= least && number <= most;
  }

  private static boolean float32Tells(double number) {
    return number == 0 || number == 1 || ((float) number >= Float.MIN_NORMAL && (float) number < 1);
  }
}
