/** The command line: one class a command, which turns options into records and prints results. */
package io.github.numloss.cli;
