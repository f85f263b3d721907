/**
 * Data sets read from files in the formats that people have them in. {@link
 * io.atelier.data.format.Formats} finds out which one a path is:
 *
 * <pre>{@code
 * Reading reading = Formats.read(Path.of("houses.csv"), ReadOptions.DEFAULT);
 * reading.notes().forEach(System.err::println);
 * DataSet houses = reading.data().withTestHeldBack(0.2, 0);
 * }</pre>
 *
 * <p>Nothing is allocated because a header says so, and every way a file can be wrong (cut short,
 * damaged, empty, of another shape than its companion) has a message that names the file. IDX and
 * NPY are read by hand: no well-kept Java library reads them.
 */
package io.atelier.data.format;
