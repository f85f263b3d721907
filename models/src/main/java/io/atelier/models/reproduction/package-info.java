/**
 * The paper's tables and figures beside ours: pure functions from finished trainings, searches and
 * feature maps to one report. The paper's numbers are a file, {@code paper.json}; ours are given.
 */
package io.atelier.models.reproduction;
