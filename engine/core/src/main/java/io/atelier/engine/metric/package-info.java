/**
 * What is watched but not trained on. A {@link io.atelier.engine.metric.MeanMetric} answers per
 * example, and its value over an epoch is the sum divided once by the count; a {@link
 * io.atelier.engine.metric.SumMetric} keeps several sums, of which its value is computed in the
 * end.
 */
package io.atelier.engine.metric;
