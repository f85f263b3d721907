/**
 * The settings of a run as one nested value, {@link io.atelier.lab.config.RunConfig}, and the ways
 * to put one together: JSON over JSON, {@code path=value}, and short forms.
 */
package io.atelier.lab.config;
