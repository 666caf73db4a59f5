/** Layers of networks: shapes, weights, and the graph operations that they stand for. */
@NullMarked
package io.github.numloss.layer;

import org.jspecify.annotations.NullMarked;
