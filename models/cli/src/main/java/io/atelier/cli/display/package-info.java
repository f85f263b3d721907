/** What commands show while they work and at their end: progress bars, lines and tables. */
package io.atelier.cli.display;
