/**
 * How far predicted distributions can be trusted: a temperature that makes them as sure as they are
 * right, and intervals of classes that hold the true one as often as they say. Both are learned of
 * images that were held back from training.
 */
@NullMarked
package io.github.numloss.calibrate;

import org.jspecify.annotations.NullMarked;
