package io.atelier.engine.cuda;

/**
 * A library, or a jar with libraries, that was found and cannot be used.
 *
 * @param reason in one line, its file first
 * @param cure what to do
 */
public record Failure(String reason, String cure) {}
