/**
 * Fashion-MNIST, found, fetched and verified. Whatever brings the files (a folder of the user's,
 * the data set's own address, Debian's package), they count only once the SHA-256 of their content
 * is right, so every source gives the same numbers.
 */
package io.atelier.data.fashion;
