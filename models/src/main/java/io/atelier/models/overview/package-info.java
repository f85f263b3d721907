/**
 * What there is to say of a data set before anything is trained on it, on a terminal or as a page:
 * {@link io.atelier.models.overview.Overview}.
 */
package io.atelier.models.overview;
