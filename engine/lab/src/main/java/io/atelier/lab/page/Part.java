package io.atelier.lab.page;

import java.util.Map;

/** A piece of a report: it shows itself as HTML and as Markdown. */
public interface Part {
  /** Folder of the pictures that Markdown links, beside the text. */
  String PICTURES = "pictures";

  /** {@return the piece as HTML that loads nothing} */
  String html();

  /** {@return the piece as GitHub's Markdown; pictures are links into {@link #PICTURES}} */
  String markdown();

  /** {@return the pictures that {@link #markdown} links, by file name} */
  default Map<String, Picture> pictures() {
    return Map.of();
  }
}
