package io.github.numloss.head;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The probabilities of the classes for each image of a batch, in a graph.
 *
 * @param probabilities [B,K], each row adding up to 1
 * @param logProbabilities [B,K], their logarithms: finite, and with a gradient, for outputs of ±80
 */
public record Distribution(Operand<TFloat32> probabilities, Operand<TFloat32> logProbabilities) {}
