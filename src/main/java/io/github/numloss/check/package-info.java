/** How an argument that is not what it should be is refused. */
@NullMarked
package io.github.numloss.check;

import org.jspecify.annotations.NullMarked;
