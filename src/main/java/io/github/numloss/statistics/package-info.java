/** Whether a difference between two methods is real: tests, intervals and the rule of decision. */
package io.github.numloss.statistics;
