/** From the probabilities of the classes to one answer. */
package io.github.numloss.decode;
