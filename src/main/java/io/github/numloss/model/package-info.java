/** Networks as lists of layers, their weights, and the graph operations that they stand for. */
package io.github.numloss.model;
