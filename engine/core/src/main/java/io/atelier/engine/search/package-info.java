/**
 * Searching for the settings that train best. A {@link io.atelier.engine.search.SearchSpace} says
 * what there is to try, a {@link io.atelier.engine.search.Strategy} what is tried of it and which
 * trials go on, a monitor which trial is better, a {@link io.atelier.engine.search.TrialRunner}
 * trains, a {@link io.atelier.engine.search.Journal} remembers. No TensorFlow here, and no file
 * format but lines.
 *
 * <p>Whatever decides, decides from the results and never from the moment they came: a search that
 * was killed and resumed, or run with more trials at once, ends with the same table.
 */
package io.atelier.engine.search;
