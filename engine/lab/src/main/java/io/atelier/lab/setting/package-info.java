/** The ranges of all settings that are numbers, in one place for files, flags and names. */
package io.atelier.lab.setting;
