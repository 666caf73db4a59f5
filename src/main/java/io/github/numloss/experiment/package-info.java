/** Trials: one training each, what it measured, and the folder that keeps it. */
@NullMarked
package io.github.numloss.experiment;

import org.jspecify.annotations.NullMarked;
