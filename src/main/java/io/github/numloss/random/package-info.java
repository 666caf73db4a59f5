/** Everything random: streams of numbers that follow from a seed and a purpose. */
@NullMarked
package io.github.numloss.random;

import org.jspecify.annotations.NullMarked;
