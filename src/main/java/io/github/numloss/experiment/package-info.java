/** Trials: one training each, what it measured, and the folder that keeps it. */
package io.github.numloss.experiment;
