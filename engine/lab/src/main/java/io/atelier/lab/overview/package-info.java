/**
 * What there is to say of a data set before anything is trained on it, on a terminal or as a page:
 * {@link io.atelier.lab.overview.Overview}.
 */
package io.atelier.lab.overview;
