/** How often and how far answers are wrong: confusion matrices and measures. */
package io.github.numloss.measure;
