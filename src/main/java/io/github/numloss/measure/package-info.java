/** How often and how far answers are wrong: confusion matrices and measures. */
@NullMarked
package io.github.numloss.measure;

import org.jspecify.annotations.NullMarked;
