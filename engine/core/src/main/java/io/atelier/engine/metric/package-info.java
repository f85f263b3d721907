/**
 * What is watched but not trained on. A metric answers per example; epoch values are sums divided
 * once by the count.
 */
package io.atelier.engine.metric;
