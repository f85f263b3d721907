package io.atelier.cli.option;

import io.atelier.data.DataSetException;
import io.atelier.data.format.Format;
import io.atelier.data.format.Formats;
import io.atelier.data.format.ReadOptions;
import io.atelier.data.image.ColorMode;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.image.ImageSize;
import io.atelier.data.table.TableOptions;
import io.atelier.data.table.TargetKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the files of a data set are read. */
public final class ReadingOptions {
  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "Of a CSV file, the column to predict. Default: the last.")
  private String target;

  @Option(
      names = "--classes",
      description = "The target column of a CSV file holds classes, also where these are numbers.")
  private boolean classes;

  @Option(
      names = "--weights",
      paramLabel = "COLUMN",
      description =
          "Of a CSV file, the column of numbers that say how much each row counts in the loss.")
  private String weights;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      converter = PictureSize.class,
      description =
          "Height and width in pixels that all pictures are brought to, such as 64x64. "
              + "Default: their own, which must then be the same for all.")
  private ImageSize size;

  @Option(
      names = "--color",
      paramLabel = "COLOR",
      description = "Channels of pictures: grayscale, rgb or rgba. Default: rgb.")
  private ColorMode color;

  @Option(
      names = "--skip-broken",
      description = "Leaves out pictures that cannot be decoded, and names them.")
  private boolean skipBroken;

  /** {@return the flags that are given} */
  public List<String> given() {
    List<String> flags = new ArrayList<>(ofTables());
    flags.addAll(ofPictures());
    return flags;
  }

  /** {@return the flags with their values, as they are given in a command} */
  public List<String> words() {
    var words = new ArrayList<String>();
    if (target != null) {
      words.add("--target '" + target.replace("'", "'\\''") + "'");
    }
    if (classes) {
      words.add("--classes");
    }
    if (weights != null) {
      words.add("--weights '" + weights.replace("'", "'\\''") + "'");
    }
    if (size != null) {
      words.add("--size %sx%s".formatted(size.height(), size.width()));
    }
    if (color != null) {
      words.add("--color " + color.name().toLowerCase(Locale.ROOT));
    }
    if (skipBroken) {
      words.add("--skip-broken");
    }
    return words;
  }

  /**
   * {@return the format of a user's own data}
   *
   * @throws DataSetException if there are no such data
   * @throws IllegalArgumentException if a flag means nothing for their format
   */
  public Format format(Path data) throws DataSetException {
    Format format = Formats.at(data);
    Optional<String> reason = unfitting(format);
    if (reason.isPresent()) {
      throw new IllegalArgumentException(reason.get());
    }
    return format;
  }

  /**
   * Requires that there is no flag: a data set that is known by name is read as it is.
   *
   * @throws IllegalArgumentException if there is one
   */
  public void requireNone(String set) {
    if (!given().isEmpty()) {
      throw new IllegalArgumentException(
          "%s needs data of your own, got the data set %s; leave it out"
              .formatted(given().get(0), set));
    }
  }

  private Optional<String> unfitting(Format format) {
    if (!format.equals(Formats.TABLE) && !ofTables().isEmpty()) {
      return Optional.of(
          "%s needs a CSV table, got the format %s; leave it out"
              .formatted(ofTables().get(0), format.name()));
    }
    if (!format.equals(Formats.PICTURES) && !ofPictures().isEmpty()) {
      return Optional.of(
          "%s needs files of pictures, got the format %s; leave it out"
              .formatted(ofPictures().get(0), format.name()));
    }
    return Optional.empty();
  }

  private List<String> ofTables() {
    var flags = new ArrayList<String>();
    if (target != null) {
      flags.add("--target");
    }
    if (classes) {
      flags.add("--classes");
    }
    if (weights != null) {
      flags.add("--weights");
    }
    return flags;
  }

  private List<String> ofPictures() {
    var flags = new ArrayList<String>();
    if (size != null) {
      flags.add("--size");
    }
    if (color != null) {
      flags.add("--color");
    }
    if (skipBroken) {
      flags.add("--skip-broken");
    }
    return flags;
  }

  /** {@return the same for the readers} */
  public ReadOptions options() {
    return over(ReadOptions.DEFAULT);
  }

  /** {@return how files are read: as before, but for what the flags say} */
  ReadOptions over(ReadOptions before) {
    TableOptions said = before.table();
    var table =
        new TableOptions(
            Optional.ofNullable(target).or(said::target),
            classes ? TargetKind.CLASSES : said.kind(),
            said.categories(),
            said.without(),
            Optional.ofNullable(weights).or(said::weights));
    ImageOptions images = before.images();
    if (size != null) {
      images = images.resized(size.height(), size.width());
    }
    if (color != null) {
      images = images.in(color);
    }
    return new ReadOptions(table, skipBroken ? images.skippingBroken() : images);
  }
}
