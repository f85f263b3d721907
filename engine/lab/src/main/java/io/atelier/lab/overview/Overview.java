package io.atelier.lab.overview;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.format.Format;
import io.atelier.data.format.Formats;
import io.atelier.data.format.ReadOptions;
import io.atelier.data.format.Reading;
import io.atelier.data.image.ContactSheet;
import io.atelier.data.summary.DataSummary;
import io.atelier.lab.config.DataConfig;
import io.atelier.lab.page.Bullets;
import io.atelier.lab.page.Heading;
import io.atelier.lab.page.Page;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.PlainText;
import io.atelier.lab.page.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found at a path.
 *
 * <pre>{@code
 * Path path = Path.of("pets");
 * System.out.print(Overview.of(Formats.at(path), path, ReadOptions.DEFAULT).text());
 * }</pre>
 *
 * @param format of the files, in words
 * @param path of the file or folder
 * @param reading what was read
 * @param summary what it looks like
 */
public record Overview(String format, Path path, Reading reading, DataSummary summary) {
  private static final Map<Integer, List<String>> CHANNELS =
      Map.of(
          1, List.of("gray"),
          3, List.of("red", "green", "blue"),
          4, List.of("red", "green", "blue", "opacity"));

  /**
   * {@return what is at a path}
   *
   * @throws DataSetException if it cannot be read
   */
  public static Overview of(Format format, Path path, ReadOptions options) throws DataSetException {
    return of(format.name(), path, Formats.read(path, options, List.of(format)));
  }

  /**
   * {@return a data set that is known by name}
   *
   * @param folder of its files
   */
  public static Overview of(DataSet set, Path folder) {
    return of("known by name", folder, new Reading(set, List.of(), Optional.empty()));
  }

  private static Overview of(String format, Path path, Reading reading) {
    return new Overview(format, path, reading, DataSummary.of(reading.data(), names(reading)));
  }

  private static List<String> names(Reading reading) {
    DataSet set = reading.data();
    if (reading.encoding().isPresent()) {
      return reading.encoding().get().inputNames();
    }
    List<Integer> shape = set.exampleShape();
    return ContactSheet.shows(set) ? CHANNELS.get(shape.size() == 2 ? 1 : shape.get(2)) : List.of();
  }

  /** {@return whether the examples are pictures that can be shown} */
  public boolean isPictures() {
    return ContactSheet.shows(reading.data());
  }

  /** {@return all of it for a terminal} */
  public String text() {
    return PlainText.of(parts());
  }

  /** {@return all of it as one HTML file, with pictures of every class where there are some} */
  public String html() {
    List<Part> parts = new ArrayList<>(parts());
    if (isPictures()) {
      parts.add(new Heading(2, "Pictures to train on"));
      parts.addAll(Sheet.figures(reading.data()));
    }
    return new Page(reading.data().name(), parts).html();
  }

  private List<Part> parts() {
    DataSet set = reading.data();
    var parts = new ArrayList<Part>();
    parts.add(Table.of(said(set)));
    parts.add(new Heading(2, set.classes() > 0 ? "Examples of each class" : "Examples"));
    parts.add(Counts.of(summary));
    parts.addAll(
        reading
            .encoding()
            .map(encoding -> Columns.of(encoding, summary))
            .orElseGet(() -> Columns.of(summary)));
    add(parts, "What was decided", reading.notes());
    add(parts, "What to look at", summary.suspicions());
    if (!set.fingerprint().isEmpty()) {
      parts.add(new Heading(2, "SHA-256 of the content"));
      parts.add(Table.of(set.fingerprint()));
    }
    return parts;
  }

  private Map<String, String> said(DataSet set) {
    var said = new LinkedHashMap<String, String>();
    said.put("Name", set.name());
    said.put("Format", format);
    said.put("Where", path.toAbsolutePath().normalize().toString());
    said.put("Inputs", Kinds.inputs(set, isPictures()));
    said.put(
        "Targets",
        Kinds.targets(set)
            + reading.encoding().map(table -> " (column " + table.target() + ")").orElse(""));
    said.putAll(HeldBack.of(set, DataConfig.of(path.toString())));
    return said;
  }

  private static void add(List<Part> parts, String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      parts.add(new Heading(2, heading));
      parts.add(new Bullets(sentences));
    }
  }
}
