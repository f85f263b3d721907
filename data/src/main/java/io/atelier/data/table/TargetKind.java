package io.atelier.data.table;

/** What the target column of a table holds. */
public enum TargetKind {
  /** Classes if it holds text, numbers to predict if it holds nothing but numbers. */
  AUTOMATIC,
  /** Classes, also where they are numbers. */
  CLASSES,
  /** Numbers to predict. */
  NUMBERS
}
