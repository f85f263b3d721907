/**
 * The paper's tables and figures beside ours: pure functions from finished trainings, searches and
 * feature maps to one report.
 */
package io.atelier.paper.report;
