package io.github.numloss.layer;

import org.tensorflow.ndarray.Shape;

/**
 * An array of parameters that a layer learns.
 *
 * @param name its name
 * @param shape its shape
 * @param initializer draws its first values
 */
public record Weight(String name, Shape shape, Initializer initializer) {}
