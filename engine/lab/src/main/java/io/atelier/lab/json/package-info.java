/**
 * The project's JSON files: strict when read, whole when written, sealed where they are results.
 */
package io.atelier.lab.json;
