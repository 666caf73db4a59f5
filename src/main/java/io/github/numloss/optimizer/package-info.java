/** How weights follow the gradient. */
@NullMarked
package io.github.numloss.optimizer;

import org.jspecify.annotations.NullMarked;
