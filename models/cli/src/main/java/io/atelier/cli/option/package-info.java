/** Options that several commands take, and what they mean for the settings of a run. */
package io.atelier.cli.option;
