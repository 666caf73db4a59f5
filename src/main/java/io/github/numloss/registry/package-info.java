/** Families that people add to: their members by name, on the command line and in JSON. */
package io.github.numloss.registry;
