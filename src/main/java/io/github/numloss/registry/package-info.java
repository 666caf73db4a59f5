/** Families that people add to: their members by name, on the command line and in JSON. */
@NullMarked
package io.github.numloss.registry;

import org.jspecify.annotations.NullMarked;
