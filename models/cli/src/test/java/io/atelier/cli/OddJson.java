package io.atelier.cli;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.atelier.lab.config.ShortForms;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Lines that name a JSON file of settings, or of a search space, in which something is odd. */
final class OddJson {
  private static final String FILE = "HERE/settings.json";

  private static final List<String> CONFIG =
      List.of("train", "--out=HERE/out", "--config=" + FILE, OddLine.NO_DATA);
  private static final List<String> SPACE =
      List.of("search", "--out=HERE/out", "--space=" + FILE, OddLine.NO_DATA);

  private static final Map<String, String> SETTINGS =
      object(
          "model",
          "'mlp-small-64'",
          "epochs",
          "3",
          "batchSize",
          "32",
          "optimizer",
          "'sgd'",
          "learningRate",
          "0.01",
          "momentum",
          "0.8",
          "dropout",
          "0.1",
          "patience",
          "0",
          "restoreBest",
          "false",
          "initializer",
          "'glorot-uniform'",
          "seed",
          "0",
          "validationSplit",
          "0.1",
          "development",
          "false",
          "limit",
          "640",
          "device",
          "'auto'",
          "threads",
          "0",
          "memory",
          "0",
          "gpu",
          "-1",
          "gpuMemory",
          "0",
          "precision",
          "'float32'",
          "gpus",
          "1",
          "evaluationBatch",
          "0");
  private static final Set<String> REAL =
      Set.of("learningRate", "momentum", "dropout", "validationSplit");

  private static final Map<String, String> PARTS =
      object("network", "'mlp'", "trials", "1", "patience", "10");
  private static final Map<String, String> DIMENSIONS =
      object(
          "batch_size",
          "16",
          "learning_rate",
          "0.01",
          "dropout",
          "0.1",
          "hidden_layers",
          "2",
          "units",
          "64",
          "activation",
          "'relu'");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "3.5",
          "1e9",
          "1000000000",
          "2147483648",
          "1e300",
          "1e-300",
          "1e999999999",
          "9".repeat(1500),
          "NaN",
          "'NaN'",
          "'Infinity'",
          "''",
          "' '",
          "'5'",
          "'٣'",
          "'🙂'",
          "[]",
          "[1]",
          "[[1]]",
          "{}",
          "{'a': 1}",
          "'" + "x".repeat(5000) + "'",
          "'\\u0000'");

  private OddJson() {}

  private static Map<String, String> object(String... namesAndValues) {
    Map<String, String> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private static String text(Map<String, String> object) {
    return object.entrySet().stream()
        .map(entry -> "'" + entry.getKey() + "': " + entry.getValue())
        .collect(Collectors.joining(",\n ", "{", "}"));
  }

  private static String space(Map<String, String> dimensions) {
    Map<String, String> lists = new LinkedHashMap<>(dimensions);
    lists.replaceAll(
        (name, value) -> value.startsWith("RAW") ? value.substring(3) : "[" + value + "]");
    return text(with(PARTS, "dimensions", text(lists)));
  }

  private static Map<String, String> with(Map<String, String> object, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(object);
    changed.put(name, value);
    return changed;
  }

  private static OddLine line(List<String> words, String json, String... blamed) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return OddLine.of(words, blamed)
        .with((folder, run) -> Files.write(folder.resolve("settings.json"), bytes));
  }

  /** {@return one value of a file that nobody expects} */
  static Arbitrary<OddLine> values() {
    Arbitrary<String> value = Arbitraries.of(VALUES);
    Arbitrary<OddLine> setting =
        Combinators.combine(Arbitraries.of(SETTINGS.keySet()), value).as(OddJson::setting);
    Arbitrary<OddLine> part =
        Combinators.combine(Arbitraries.of("network", "trials", "patience", "dimensions"), value)
            .as(OddJson::part);
    Arbitrary<OddLine> dimension =
        Combinators.combine(Arbitraries.of(DIMENSIONS.keySet()), value).as(OddJson::dimension);
    Arbitrary<OddLine> values =
        Combinators.combine(
                Arbitraries.of(DIMENSIONS.keySet()),
                Arbitraries.of("null", "[]", "5", "'5'", "{}", "[null]", "[7, 7]", "[7, 'x'"))
            .as(
                (name, list) ->
                    line(
                        SPACE, space(with(DIMENSIONS, name, "RAW" + list)), "--space", name, FILE));
    return Arbitraries.frequencyOf(
        Tuple.of(4, setting), Tuple.of(1, part), Tuple.of(3, dimension), Tuple.of(1, values));
  }

  private static OddLine setting(String name, String value) {
    String flag = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    boolean meant =
        (name.equals("restoreBest") || name.equals("development")) && value.equals("true");
    boolean number = value.matches("-?\\d+(\\.\\d+)?(e-?\\d+)?");
    if (OddNumbers.has(flag) && number) {
      meant = OddNumbers.meant(flag, value, !REAL.contains(name));
    }
    String json = text(with(SETTINGS, name, value));
    return meant
        // Both contradict the rest of the file.
        ? line(CONFIG, json, OddLine.TAKEN, "--restore-best", "development")
        : line(CONFIG, json, "--" + flag, "'" + name + "'", name, path(name), FILE);
  }

  /** What a short name stands for, as messages may call it. */
  private static String path(String name) {
    return ShortForms.byPath().entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  private static OddLine part(String name, String value) {
    boolean number = value.matches("-?\\d+");
    boolean meant = number && name.equals("patience") && OddNumbers.meant(name, value, true);
    String json = text(with(with(PARTS, "dimensions", text(lists())), name, value));
    return meant && !value.equals("0")
        ? line(SPACE, json, OddLine.TAKEN)
        : line(SPACE, json, "--space", FILE, name);
  }

  private static Map<String, String> lists() {
    Map<String, String> lists = new LinkedHashMap<>(DIMENSIONS);
    lists.replaceAll((name, value) -> "[" + value + "]");
    return lists;
  }

  private static OddLine dimension(String name, String value) {
    String flag = name.replace('_', '-');
    boolean whole = !Set.of("learning_rate", "dropout").contains(name);
    String written = value.replace("'", "");
    boolean scalar = value.matches("-?[\\d.]+(e-?\\d+)?|'.*'") && !value.contains("u0000");
    boolean meant = scalar && OddNumbers.has(flag) && OddNumbers.meant(flag, written, whole);
    String json = space(with(DIMENSIONS, name, value));
    return meant
        ? line(SPACE, json, OddLine.TAKEN)
        : line(SPACE, json, "--space", name, "--" + flag, FILE);
  }

  /** {@return a file that is no JSON object, or not one alone} */
  static Arbitrary<OddLine> files() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 9999))
        .as(OddJson::file);
  }

  private static OddLine file(boolean config, int kind, int place) {
    String sound = (config ? text(SETTINGS) : space(DIMENSIONS)).replace('\'', '"');
    byte[] bytes = sound.getBytes(UTF_8);
    byte[] odd =
        switch (kind) {
          case 0, 1 -> Arrays.copyOf(bytes, place % bytes.length);
          case 2 -> flipped(bytes, place % bytes.length);
          case 3 -> (sound + sound).getBytes(UTF_8);
          case 4 -> sound.substring(0, sound.length() - 1).concat(",\"more\": 1}").getBytes(UTF_8);
          case 5 -> twice(sound, config).getBytes(UTF_8);
          case 6 -> ("\uFEFF" + sound).getBytes(UTF_8);
          case 7 -> "[".repeat(100_000).getBytes(UTF_8);
          case 8 ->
              List.of("null", "[]", "42", "\"x\"", "true", "NaN").get(place % 6).getBytes(UTF_8);
          case 9 -> sound.replace('"', '\'').getBytes(UTF_8);
          case 10 -> new byte[2000];
          case 11 -> "{\"a\":".repeat(5000).getBytes(UTF_8);
          default -> (sound + " x").getBytes(UTF_16);
        };
    // With a mark in front it is the same file.
    String[] blamed =
        kind == 6 ? new String[] {OddLine.TAKEN} : new String[] {FILE, "--space", "'more'"};
    return OddLine.of(config ? CONFIG : SPACE, blamed)
        .with((folder, run) -> Files.write(folder.resolve("settings.json"), odd));
  }

  private static String twice(String sound, boolean config) {
    return sound.substring(0, sound.length() - 1)
        + (config ? ",\"epochs\": 5}" : ",\"trials\": 5}");
  }

  /** No UTF-8: a text that is one byte longer than it says. */
  private static byte[] flipped(byte[] bytes, int place) {
    bytes[place] = (byte) 0xff;
    return bytes;
  }
}
