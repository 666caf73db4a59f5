package io.github.numloss.provenance;

/**
 * A part of a training that was computed with another number of threads than its end, so that its
 * bytes are not those of a training in one go.
 *
 * @param untilStep how many steps were done when it ended
 * @param threads the number of threads
 */
public record EarlierThreads(long untilStep, int threads) {}
