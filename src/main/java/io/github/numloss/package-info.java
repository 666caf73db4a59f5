/** Trains, evaluates and exports classifiers whose classes are numbers. */
package io.github.numloss;
