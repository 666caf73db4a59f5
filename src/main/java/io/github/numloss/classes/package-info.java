/** What the classes of a data set stand for. */
package io.github.numloss.classes;
