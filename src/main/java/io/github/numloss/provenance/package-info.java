/** Where a result comes from: program, machine and data files. */
package io.github.numloss.provenance;
