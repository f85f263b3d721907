package io.atelier.data.table;

import io.atelier.data.DataSetException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** What a column of the training part holds. */
final class ColumnScan {
  /** More texts than this are no categories but names, sentences, identifiers. */
  private static final int MOST_CATEGORIES = 1_000;

  /** As many different texts are categories, even if each comes once. */
  private static final int FEW = 20;

  private final String name;
  private final TreeSet<String> different = new TreeSet<>();
  private final int most;
  private long missing;
  private long numbers;
  private long texts;
  private double sum;
  private double last = Double.NaN;
  private long steps;
  private String firstText = "";
  private long firstTextLine;
  private long infiniteLine;

  /**
   * A column of which nothing was seen yet.
   *
   * @param most how many different cells are kept; the rest is not counted
   */
  ColumnScan(String name, int most) {
    this.name = name;
    this.most = most;
  }

  static ColumnScan of(String name) {
    return new ColumnScan(name, MOST_CATEGORIES + 1);
  }

  String name() {
    return name;
  }

  void add(long line, String cell) {
    if (Cells.isMissing(cell)) {
      missing++;
      return;
    }
    if (different.size() < most) {
      different.add(cell.strip());
    }
    double number = Cells.number(cell);
    if (!Double.isNaN(number)) {
      numbers++;
      steps += number == last + 1 ? 1 : 0;
      last = number;
      sum += number;
      infiniteLine = infiniteLine == 0 && Double.isInfinite(number) ? line : infiniteLine;
    } else {
      texts++;
      firstTextLine = firstTextLine == 0 ? line : firstTextLine;
      firstText = firstTextLine == line ? cell : firstText;
    }
  }

  boolean hasNothing() {
    return numbers + texts == 0;
  }

  boolean isNumeric() {
    return texts == 0 && numbers > 0;
  }

  /** {@return whether it does no more than count the rows} */
  boolean countsRows() {
    return texts == 0 && missing == 0 && numbers > FEW && steps == numbers - 1;
  }

  /** {@return whether its texts are too many to be categories} */
  boolean isFreeText() {
    return different.size() > MOST_CATEGORIES
        || (different.size() > FEW && different.size() > (numbers + texts) / 2);
  }

  /** {@return how many different cells it has, as words} */
  String differentCells() {
    return different.size() > MOST_CATEGORIES
        ? "more than " + MOST_CATEGORIES
        : String.valueOf(different.size());
  }

  boolean isFull() {
    return different.size() >= most;
  }

  List<String> categories() {
    return List.copyOf(different);
  }

  NumberColumn number() {
    return new NumberColumn(name, sum / numbers, missing > 0);
  }

  /**
   * Refuses a column of numbers in which some cells are none.
   *
   * @throws DataSetException that names the first such line
   */
  void requireOneKind(Path file) throws DataSetException {
    if (texts > 0 && numbers > texts) {
      throw new DataSetException(
          "%s needs numbers in its column %s, as in %s other rows, got '%s' in line %s; mend it, or say that the column is one of categories, or leave it out"
              .formatted(file, name, numbers, firstText, firstTextLine));
    }
    if (infiniteLine > 0 && texts == 0) {
      throw new DataSetException(
          "%s needs finite numbers in its column %s, got another in line %s; mend it or leave the column out"
              .formatted(file, name, infiniteLine));
    }
  }
}
