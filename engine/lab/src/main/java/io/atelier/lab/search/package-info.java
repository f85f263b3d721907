/**
 * Searching for the settings that train best: a space is a template of a run's settings in which
 * values may be choices ({@link io.atelier.lab.search.Space}), a trial a run, the journal JSON
 * lines, and at the end a page says which settings mattered. {@link
 * io.atelier.lab.search.SearchRun} wires the engine's search to {@link
 * io.atelier.lab.search.Workers}, processes that train trial after trial, so that neither a crash
 * nor a leak of one reaches the search.
 *
 * <p>Every trial is trained, one that differs from another in a setting without effect too (the
 * units of no dense layers): as the paper's tool did.
 */
package io.atelier.lab.search;
