/**
 * Trains, evaluates and exports classifiers whose classes are numbers.
 *
 * <p>TensorFlow's Java side numbers the nodes of a graph in the digits of the default locale, and
 * TensorFlow takes 0 to 9 alone. A program that may run where these are other digits (Arabic,
 * Persian and others) calls {@code Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT)} before
 * it builds its first graph; the command line does so itself.
 */
package io.github.numloss;
