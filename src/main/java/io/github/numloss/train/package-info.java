/** Training: what is configured, the graph that learns, and the one loop that drives it. */
package io.github.numloss.train;
