package io.atelier.cli.option;

/** As {@code --optimizer} spells them. */
public enum OptimizerName {
  sgd,
  adam
}
