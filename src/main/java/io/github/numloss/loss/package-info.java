/**
 * Losses as graph operations: TensorFlow's own differentiation gives their gradients. Any
 * TensorFlow Java program can use them in its own graph.
 *
 * <p>Where the default locale has other digits than 0 to 9 (Arabic, Persian and others), call
 * {@code Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT)} before the first graph is built:
 * TensorFlow's Java side numbers nodes in the locale's digits, and TensorFlow refuses such names.
 */
@NullMarked
package io.github.numloss.loss;

import org.jspecify.annotations.NullMarked;
