package io.atelier.cli;

import io.atelier.data.image.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Lines with odd flags and words, from the commands as picocli knows them. */
final class OddFlags {
  private static final Map<String, CommandLine> COMMANDS = Main.commandLine().getSubcommands();

  /** Lines in which nothing is odd but that there is no data. */
  private static final List<List<String>> SOUND =
      List.of(
          List.of("train", "mlp-small-64", "--out=HERE/out", OddLine.NO_DATA),
          List.of("search", "--space=mlp", "--out=HERE/out", OddLine.NO_DATA),
          List.of("reproduce", "--out=HERE/out", OddLine.NO_DATA),
          List.of("benchmark", "mlp-small-64", "--batch-size=32", OddLine.NO_DATA),
          List.of("benchmark-cells", "mlp-small-64:32:float32", "--device=cpu", OddLine.NO_DATA),
          List.of("predict", "RUN", "--index=3", OddLine.NO_DATA),
          List.of("feature-maps", "CNN", "--out=HERE/maps.png", OddLine.NO_DATA),
          List.of("evaluate", "RUN", OddLine.NO_DATA),
          List.of("data", OddLine.NO_DATA),
          List.of("export", "RUN", "HERE/export"),
          List.of("summary", "mlp-small-64"));

  private record Flag(List<String> line, OptionSpec option) {
    String name() {
      return option.longestName();
    }

    String setting() {
      return name().substring(2);
    }

    /** {@return the line without this flag} */
    List<String> without() {
      List<String> rest = new ArrayList<>(line);
      rest.removeIf(word -> word.startsWith(name() + "="));
      return rest;
    }
  }

  private OddFlags() {}

  private static List<Flag> flags(boolean withValue) {
    List<Flag> found = new ArrayList<>();
    for (List<String> line : SOUND) {
      for (OptionSpec option : COMMANDS.get(line.get(0)).getCommandSpec().options()) {
        if (!option.usageHelp()
            && !option.versionHelp()
            && (!withValue || option.arity().max() > 0)) {
          found.add(new Flag(line, option));
        }
      }
    }
    return found;
  }

  /** {@return a value that nobody expects, of any flag of any command} */
  static Arbitrary<OddLine> values() {
    return Combinators.combine(
            Arbitraries.of(flags(true)),
            Arbitraries.of(OddNumbers.TEXTS),
            Arbitraries.of(true, false))
        .filter((flag, value, joined) -> !answered(flag, value))
        .as(OddFlags::valued);
  }

  /** These look at the data first, and then need it; an odd number that they can have is none. */
  private static boolean answered(Flag flag, String value) {
    return flag.name().equals("--index") && OddNumbers.meant("index", value, true);
  }

  private static OddLine valued(Flag flag, String value, boolean joined) {
    List<String> words = flag.without();
    if (flag.name().equals("--index")) {
      words.remove(OddLine.NO_DATA);
    }
    words.addAll(joined ? List.of(flag.name() + "=" + value) : List.of(flag.name(), value));
    if (value.isBlank()) {
      return OddLine.of(words, flag.name(), "arguments that are not empty");
    }
    Class<?> type = flag.option().type();
    if (flag.setting().equals("data")) {
      // The folder above has pictures in it, of many sizes.
      return OddLine.of(words, "--data", "needs pictures of one size");
    }
    if (type.equals(Path.class)) {
      // Files may have odd names; whether they can be written is asked elsewhere.
      return OddLine.of(words, flag.name(), value.strip(), OddLine.TAKEN);
    }
    boolean text =
        type.isEnum()
            || type.equals(String.class)
            || type.equals(ImageSize.class)
            || (type.equals(List.class) && flag.option().auxiliaryTypes()[0].equals(String.class));
    if (text || flag.setting().equals("only")) {
      return OddLine.of(words, flag.name());
    }
    if ((!joined && value.startsWith("-")) || flag.setting().equals("fraction")) {
      return OddLine.of(words, flag.name(), OddLine.TAKEN);
    }
    // Every trial of a search stops early.
    boolean never = words.get(0).equals("search") && flag.setting().equals("patience");
    boolean meant = meant(flag, value) && !(never && value.equals("0"));
    return OddLine.of(words, meant ? OddLine.TAKEN : flag.name());
  }

  private static boolean meant(Flag flag, String value) {
    if (!OddNumbers.has(flag.setting())) {
      throw new AssertionError("OddNumbers needs the range of " + flag.name());
    }
    Class<?> type = flag.option().auxiliaryTypes()[0];
    boolean whole = !type.equals(Double.class) && !type.equals(double.class);
    String[] parts = flag.option().splitRegex().isEmpty() ? new String[] {value} : value.split(",");
    for (String part : parts) {
      boolean size = flag.setting().endsWith("memory") && !part.matches("\\p{ASCII}*");
      if (size || !OddNumbers.meant(flag.setting(), part, whole)) {
        return false;
      }
    }
    return true;
  }

  /** {@return a word with a letter missing, doubled or changed} */
  static Arbitrary<OddLine> misspelt() {
    return Combinators.combine(
            Arbitraries.of(SOUND),
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(0, 99),
            Arbitraries.of("drop", "double", "change"))
        .as(OddFlags::misspelt);
  }

  private static OddLine misspelt(List<String> line, int place, int letter, String how) {
    List<String> words = new ArrayList<>(line);
    List<Integer> known = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).matches("RUN|CNN|HERE.*")) {
        known.add(i);
      }
    }
    int index = known.get(place % known.size());
    String word = words.get(index);
    int name = word.startsWith("--") ? 2 : 0;
    int end = word.contains("=") ? word.indexOf('=') : word.replaceFirst(":.*", "").length();
    int at = name + letter % (end - name);
    String head = word.substring(0, at);
    String tail = word.substring(at + 1);
    String wrong =
        switch (how) {
          case "drop" -> head + tail;
          case "double" -> head + word.charAt(at) + word.charAt(at) + tail;
          default -> head + "q" + tail;
        };
    words.set(index, wrong);
    // Of two faults, what is missing is said first.
    return OddLine.of(
        words,
        name == 2 ? wrong.substring(0, wrong.indexOf('=')) : wrong.replaceFirst(":.*", ""),
        "Missing required");
  }

  /** {@return a flag twice, or without its value, or of another command, or one word more} */
  static Arbitrary<OddLine> misplaced() {
    Arbitrary<OddLine> twice =
        Arbitraries.of(flags(true))
            .filter(flag -> !flag.option().isMultiValue())
            .map(
                flag -> {
                  List<String> words = new ArrayList<>(flag.without());
                  words.addAll(List.of(flag.name() + "=1", flag.name() + "=1"));
                  return OddLine.of(words, flag.name());
                });
    Arbitrary<OddLine> bare =
        Arbitraries.of(flags(true))
            .map(
                flag -> {
                  List<String> words = new ArrayList<>(flag.without());
                  words.add(flag.name());
                  // The run to resume is that of --out then, and there is none.
                  return OddLine.of(words, flag.name(), "HERE/out is not a run folder");
                });
    Arbitrary<OddLine> strange =
        Combinators.combine(Arbitraries.of(SOUND), Arbitraries.of(flags(false)))
            .filter((line, flag) -> !names(line.get(0)).contains(flag.name()))
            .as(
                (line, flag) -> {
                  List<String> words = new ArrayList<>(line);
                  words.add(flag.name() + (flag.option().arity().max() > 0 ? "=1" : ""));
                  return OddLine.of(words, flag.name());
                });
    Arbitrary<OddLine> more =
        Combinators.combine(Arbitraries.of(SOUND), Arbitraries.of("extra", "🙂", "٣", "@file"))
            .as(
                (line, word) -> {
                  List<String> words = new ArrayList<>(line);
                  words.add(word);
                  return OddLine.of(words, word, "--index, got both");
                });
    return Arbitraries.oneOf(twice, bare, strange, more);
  }

  private static Set<String> names(String command) {
    Set<String> names = new HashSet<>();
    COMMANDS
        .get(command)
        .getCommandSpec()
        .options()
        .forEach(option -> names.addAll(List.of(option.names())));
    return names;
  }

  /** {@return flags of which each alone would do} */
  static Arbitrary<OddLine> contradictory() {
    String train = "train mlp-small-64 --out=HERE/out --data=HERE/none ";
    String search = "search --out=HERE/out --data=HERE/none ";
    return Arbitraries.of(
        line(train + "--resume=RUN", "--resume"),
        line("train --resume=RUN --seed=5", "--seed", "seed"),
        line("train cnn-small-32 --resume=RUN", "model"),
        line("train --resume=RUN --config=HERE/none.json", "HERE/none.json"),
        line(train + "--restore-best --patience=0", "--restore-best"),
        line(train + "--gpus=2 --device=cpu", "--gpus"),
        line(train + "--gpus=2 --gpu=0", "--gpus"),
        line(train + "--device=cpu --gpu=0", "--gpu"),
        line(train + "--device=cpu --gpu-memory=1g", "--gpu-memory"),
        line(train + "--patience=3 --validation-split=0", "--patience"),
        line(train + "--limit=1", "--limit"),
        line(train + "--optimizer=adam --momentum=0.5", "--momentum"),
        line("train cnn-small-32 --out=HERE/out --data=HERE/none --momentum=0.5", "--momentum"),
        line(search + "--space=mlp --resume", "--resume"),
        line(search, "--space"),
        line(search + "--space=mlp --trials=3 --fraction=0.1", "--trials"),
        line(search + "--space=mlp --strategy=grid --trials=3", "--strategy"),
        line(search + "--space=mlp --strategy=grid --fraction=0.5", "--strategy"),
        line("search --resume --out=HERE/out", "HERE/out"),
        line("search --resume --out=RUN", "RUN"),
        line("search --space=mlp", "--out"),
        line("reproduce --resume --out=HERE/out", "HERE/out"),
        line("reproduce --resume --out=RUN", "RUN"),
        line("reproduce --only=eda,mlp-sdg --out=HERE/out", "mlp-sdg"),
        line("benchmark mlp-small-64 --images=16 --data=HERE/none", "--images"),
        line("benchmark mlp-small-64 --device=cpu --gpus=2 --data=HERE/none", "--gpus"),
        line("predict RUN", "--index"),
        line("predict RUN HERE/a.png --index=0", "--index"),
        line("predict RUN --index=0 --invert", "--invert"),
        line("predict RUN --index=0 --no-exif", "--no-exif"),
        line("predict RUN --index", "--index"),
        line("export", "parameter"),
        line("export RUN RUN", "RUN"),
        line("feature-maps RUN", "convolution"),
        line("feature-maps CNN --layer=2", "layer"),
        line("train HERE", "HERE"),
        line("evaluate mlp-small-64", "mlp-small-64"),
        line("summary HERE", "HERE"),
        line("", "subcommand"));
  }

  private static OddLine line(String words, String... blamed) {
    return OddLine.of(words.isEmpty() ? List.of() : List.of(words.strip().split(" ")), blamed);
  }
}
