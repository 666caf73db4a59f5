/** What an experiment's trials show, as tables, figures and a page; plain Java, no TensorFlow. */
package io.github.numloss.report;
