/**
 * Pictures that people and programs make, read and made into what a model has learned to see; plain
 * Java, no TensorFlow.
 */
@NullMarked
package io.github.numloss.picture;

import org.jspecify.annotations.NullMarked;
