/** From the probabilities of the classes to one answer. */
@NullMarked
package io.github.numloss.decode;

import org.jspecify.annotations.NullMarked;
