/**
 * Training: what is configured, the graph that learns, the one loop that drives it, checkpoints.
 */
@NullMarked
package io.github.numloss.train;

import org.jspecify.annotations.NullMarked;
