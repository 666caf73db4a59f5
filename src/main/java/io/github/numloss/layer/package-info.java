/** Layers of networks: shapes, weights, and the graph operations that they stand for. */
package io.github.numloss.layer;
