/**
 * Searching for the settings that train best on Fashion-MNIST: spaces as JSON, a trial as a run,
 * the journal as JSON lines. {@link io.atelier.models.search.SearchRun} wires the engine's search
 * to {@link io.atelier.models.search.Workers}, processes that train trial after trial, so that
 * neither a crash nor a leak of one reaches the search.
 *
 * <p>Every trial is trained, one that differs from another in a setting without effect too (the
 * units of no dense layers): as the paper's tool did.
 */
package io.atelier.models.search;
