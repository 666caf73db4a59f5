/** Labelled images: the files they come in, the catalog of data sets, and the order of training. */
package io.github.numloss.data;
