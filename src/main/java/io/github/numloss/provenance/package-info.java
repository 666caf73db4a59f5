/** Where a result comes from: program, machine and data files. */
@NullMarked
package io.github.numloss.provenance;

import org.jspecify.annotations.NullMarked;
