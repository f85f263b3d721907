/**
 * The settings of a run as one nested value, {@link io.atelier.models.config.RunConfig}, and the
 * ways to put one together: JSON over JSON, {@code path=value}, and short forms.
 */
package io.atelier.models.config;
