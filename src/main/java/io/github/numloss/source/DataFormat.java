package io.github.numloss.source;

import io.github.numloss.data.Learned;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A form that data of one's own comes in. A new one is a file, and a line in {@link Formats}. */
interface DataFormat {
  /** Gives what such data is, such as "a folder of pictures", for people. */
  String description();

  /** Tells by the content whether data is of this form. */
  boolean accepts(Path data) throws IOException;

  /**
   * Opens such data.
   *
   * @param data a file or a folder
   * @param description what is said of it
   * @param learned what a model learned that it is for; null if it is to be learned itself
   * @throws io.github.numloss.io.DataException if it is wrong; the message has file, line or field
   */
  DataReader open(Path data, Description description, @Nullable Learned learned) throws IOException;
}
