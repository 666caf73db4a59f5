/** How weights follow the gradient. */
package io.github.numloss.optimizer;
