/**
 * Prediction: the graph of a trained network, its SavedModel, which other programs serve, and
 * SavedModels loaded again.
 */
package io.github.numloss.predict;
