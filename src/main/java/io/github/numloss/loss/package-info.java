/**
 * Losses as graph operations: TensorFlow's own differentiation gives their gradients. Any
 * TensorFlow Java program can use them in its own graph.
 */
package io.github.numloss.loss;
