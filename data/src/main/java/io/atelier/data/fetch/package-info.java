/**
 * The files of a data set, found, or fetched, verified and cached. Whatever brings them (a folder
 * of the user's, a web address, a package of Debian's), they count only once the SHA-256 of their
 * content is right, so every source gives the same numbers.
 *
 * <pre>{@code
 * var sources =
 *     new Sources(
 *         "MNIST",
 *         List.of(new DataFile("train-labels-idx1-ubyte", 60_008, "65a50cbb...")),
 *         Sources.cache("mnist", System.getenv()),
 *         List.of(),
 *         List.of(new HttpFetcher(address, ".gz", Duration.ofSeconds(3), Duration.ofSeconds(30))));
 * Map<String, byte[]> contents =
 *     new Lookup(sources, (what, bytes, total) -> {}).find(folder, System.getenv()).contents();
 * }</pre>
 */
package io.atelier.data.fetch;
