/**
 * Augmentation: training pictures are changed at random in the graph, each time they are learned;
 * pictures that are predicted never.
 */
@NullMarked
package io.github.numloss.augment;

import org.jspecify.annotations.NullMarked;
