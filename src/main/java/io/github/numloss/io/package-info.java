/** Files read and written safely: whole or not at all, and errors that name the file. */
@NullMarked
package io.github.numloss.io;

import org.jspecify.annotations.NullMarked;
