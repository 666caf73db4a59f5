/** Whether a difference between two methods is real: tests, intervals and the rule of decision. */
@NullMarked
package io.github.numloss.statistics;

import org.jspecify.annotations.NullMarked;
