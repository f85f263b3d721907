/** What a model learns to answer: one class, several labels, or numbers. */
package io.atelier.lab.task;
