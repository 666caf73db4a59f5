/** Labelled images, as they are learned and measured on. */
@NullMarked
package io.github.numloss.data;

import org.jspecify.annotations.NullMarked;
