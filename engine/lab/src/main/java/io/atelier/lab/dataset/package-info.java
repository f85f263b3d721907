/**
 * The data that a run is given: where it was found ({@link io.atelier.lab.dataset.LoadedData}), how
 * it is split ({@link io.atelier.lab.dataset.RunData}), and other data that a trained model is
 * evaluated on.
 */
package io.atelier.lab.dataset;
