/** Fashion-MNIST, over {@link io.atelier.data.fetch} and {@link io.atelier.data.format}. */
package io.atelier.data.fashion;
