/**
 * Training: what is configured, the graph that learns, the one loop that drives it, checkpoints.
 */
package io.github.numloss.train;
