/** Everything random: streams of numbers that follow from a seed and a purpose. */
package io.github.numloss.random;
