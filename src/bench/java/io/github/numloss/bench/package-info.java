/** How fast this machine trains, and how much of its matrix multiplication that is. */
@NullMarked
package io.github.numloss.bench;

import org.jspecify.annotations.NullMarked;
