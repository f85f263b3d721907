package io.atelier.cli.peers;

/**
 * What a side reports of its training.
 *
 * @param side its name
 * @param setting what it trained
 * @param medianMicros a step took, the median over chunks of steps
 * @param meanMicros a step took, over all of the measured time
 * @param steps in the measured time
 * @param firstLoss of the first step or chunk
 * @param loss mean of those read in the measured time
 */
record Measured(
    String side,
    Setting setting,
    double medianMicros,
    double meanMicros,
    long steps,
    double firstLoss,
    double loss) {}
