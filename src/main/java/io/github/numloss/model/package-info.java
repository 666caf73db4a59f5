/** Networks: layers put together for one size of image. */
@NullMarked
package io.github.numloss.model;

import org.jspecify.annotations.NullMarked;
