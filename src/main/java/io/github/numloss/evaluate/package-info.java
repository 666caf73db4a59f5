/** What a model's probabilities are worth: decoders, confusion matrices and metrics. */
package io.github.numloss.evaluate;
