/** The command line: one class a command, which turns options into records and prints results. */
@NullMarked
package io.github.numloss.cli;

import org.jspecify.annotations.NullMarked;
