/** Files read and written safely: whole or not at all, and errors that name the file. */
package io.github.numloss.io;
