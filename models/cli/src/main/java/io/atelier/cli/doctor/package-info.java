/** What {@code atelier doctor} finds out about a machine, and how it says it. */
package io.atelier.cli.doctor;
