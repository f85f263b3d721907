package io.atelier.models.cli;

/** As {@code --optimizer} spells them. */
enum OptimizerName {
  sgd,
  adam
}
