/** How long a run takes: the whole, and each of its phases. */
package io.atelier.lab.timing;
