/** What TensorFlow computes on: devices, threads, precision, and the sessions that use them. */
package io.github.numloss.device;
