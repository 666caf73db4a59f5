/** How an argument that is not what it should be is refused. */
package io.github.numloss.check;
