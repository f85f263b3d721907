package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.table.TableEncoding;
import java.util.List;
import java.util.Optional;

/**
 * A data set as it was read.
 *
 * @param data the data set
 * @param notes what was decided on the way and should be said, a sentence each
 * @param encoding how the columns of a table became numbers; empty for other formats
 */
public record Reading(DataSet data, List<String> notes, Optional<TableEncoding> encoding) {
  /** Copies the notes. */
  public Reading {
    notes = List.copyOf(notes);
  }

  static Reading of(DataSet data, List<String> notes) {
    return new Reading(data, notes, Optional.empty());
  }
}
