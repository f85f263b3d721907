/**
 * What a trained network is asked with and what it answers: kept beside every run and inside every
 * exported model, and used to read new files and to say the answers.
 */
package io.atelier.lab.serving;
