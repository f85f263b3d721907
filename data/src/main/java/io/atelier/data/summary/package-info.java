/**
 * What a data set looks like, before anything is trained on it: {@link
 * io.atelier.data.summary.DataSummary} counts, measures, and names what is suspicious.
 */
package io.atelier.data.summary;
