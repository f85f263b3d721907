package io.atelier.paper.report;

import io.atelier.lab.page.Table;

/**
 * Something the paper says, answered by our numbers.
 *
 * @param text the claim
 * @param criterion when it counts as true
 * @param answer by our numbers
 * @param because the numbers in a sentence
 * @param evidence they come from
 */
public record Claim(String text, String criterion, Answer answer, String because, Table evidence) {
  /** By our numbers. */
  public enum Answer {
    /** It is so. */
    YES,
    /** It is not so. */
    NO,
    /** Trainings it depends on are missing. */
    OPEN
  }
}
