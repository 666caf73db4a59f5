/** What an experiment's trials show, as tables, figures and a page; plain Java, no TensorFlow. */
@NullMarked
package io.github.numloss.report;

import org.jspecify.annotations.NullMarked;
