package io.atelier.data.format;

import io.atelier.data.Given;
import io.atelier.data.image.ImageOptions;
import io.atelier.data.table.TableOptions;

/**
 * How data sets are read, a record for each format that has a choice.
 *
 * @param table for CSV files
 * @param images for files of pictures
 */
public record ReadOptions(TableOptions table, ImageOptions images) {
  /** What is right for most files. */
  public static final ReadOptions DEFAULT =
      new ReadOptions(TableOptions.DEFAULT, ImageOptions.DEFAULT);

  /**
   * @throws IllegalArgumentException if something is null
   */
  public ReadOptions {
    Given.required(table, "ReadOptions", "options of a table", "use TableOptions.DEFAULT");
    Given.required(images, "ReadOptions", "options of pictures", "use ImageOptions.DEFAULT");
  }

  /** {@return the same options with others for tables} */
  public ReadOptions with(TableOptions other) {
    return new ReadOptions(other, images);
  }

  /** {@return the same options with others for pictures} */
  public ReadOptions with(ImageOptions other) {
    return new ReadOptions(table, other);
  }
}
