/** Labelled images, as they are learned and measured on. */
package io.github.numloss.data;
