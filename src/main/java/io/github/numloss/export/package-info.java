/** Trained networks as SavedModels, which other programs serve, and those loaded again. */
package io.github.numloss.export;
