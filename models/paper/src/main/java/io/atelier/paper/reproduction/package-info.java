/** Trains what the paper trained, each training in a process of its own, and keeps the report. */
package io.atelier.paper.reproduction;
