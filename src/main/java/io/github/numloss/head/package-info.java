/**
 * Heads: how many outputs a network has for K classes, and how they become probabilities. A new one
 * is a record and a line in {@link io.github.numloss.head.Heads}.
 */
@NullMarked
package io.github.numloss.head;

import org.jspecify.annotations.NullMarked;
