/** How fast this machine trains, and how much of its matrix multiplication that is. */
package io.github.numloss.bench;
