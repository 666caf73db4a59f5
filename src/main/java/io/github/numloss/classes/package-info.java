/** What the classes of a data set stand for. */
@NullMarked
package io.github.numloss.classes;

import org.jspecify.annotations.NullMarked;
