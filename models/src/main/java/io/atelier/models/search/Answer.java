package io.atelier.models.search;

import io.atelier.engine.search.TrialResult;

/**
 * What a worker says to what it was asked.
 *
 * @param result of a trial; null if there is none
 * @param failure why there is none; null if all went well
 */
public record Answer(TrialResult result, String failure) {}
