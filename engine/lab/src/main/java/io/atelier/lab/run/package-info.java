/**
 * One training run, from its settings to its artefacts. {@link io.atelier.lab.config.RunConfig} is
 * the one place for every default; {@link io.atelier.lab.run.Run} wires settings, data, program and
 * trainer together and fills a {@link io.atelier.lab.run.RunFolder}. At every moment the folder
 * holds what is needed to go on: history.csv says which epochs are finished, and the checkpoint of
 * the last of them is there, with what it was trained with in {@code trained-with.json}: a run goes
 * on only if its files still say so.
 */
package io.atelier.lab.run;
