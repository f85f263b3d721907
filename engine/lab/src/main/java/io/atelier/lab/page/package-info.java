/**
 * The parts that pages are made of, and how each looks as HTML and as Markdown: texts, tables,
 * charts and pictures. Nothing here knows what a training is, except for the curves of a history.
 */
package io.atelier.lab.page;
