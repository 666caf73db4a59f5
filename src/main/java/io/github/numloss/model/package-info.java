/** Networks: layers put together for one size of image. */
package io.github.numloss.model;
