/**
 * One training run, from its settings to its artefacts. {@link io.atelier.models.run.RunConfig} is
 * the one place for every default; {@link io.atelier.models.run.Run} wires settings, data, program
 * and trainer together and fills a {@link io.atelier.models.run.RunFolder}.
 */
package io.atelier.models.run;
