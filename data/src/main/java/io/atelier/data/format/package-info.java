/**
 * The IDX format of MNIST and its relatives: two zero bytes, the element type, the rank, then the
 * dimensions and the elements, all big-endian. A file is read only as far as its header says, and
 * nothing is allocated because a header says so; every way a file can be wrong has its message.
 */
package io.atelier.data.format;
