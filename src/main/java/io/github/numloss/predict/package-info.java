/**
 * Prediction: the graph of a trained network, its SavedModel, which other programs serve, and
 * SavedModels loaded again.
 */
@NullMarked
package io.github.numloss.predict;

import org.jspecify.annotations.NullMarked;
