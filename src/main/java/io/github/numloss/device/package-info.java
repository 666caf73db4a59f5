/** What TensorFlow computes on: devices, threads, precision, and the sessions that use them. */
@NullMarked
package io.github.numloss.device;

import org.jspecify.annotations.NullMarked;
