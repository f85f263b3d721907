/** What the paper says, from the file {@code paper.json}, and what was trained here to compare. */
package io.atelier.paper.result;
