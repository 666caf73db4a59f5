/** Where data comes from: files, folders of them, the catalog of data sets, and downloads. */
package io.github.numloss.source;
