/** Where data comes from: files, folders of them, the catalog of data sets, and downloads. */
@NullMarked
package io.github.numloss.source;

import org.jspecify.annotations.NullMarked;
