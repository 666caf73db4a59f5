package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Data of one's own that was opened. */
interface DataReader {
  /** Gives what there are examples for: {@link Part#ALL} alone where the data does not say. */
  Set<Part> parts() throws IOException;

  /**
   * Reads the examples of a part, in an order that follows from the data alone.
   *
   * @throws io.github.numloss.io.DataException if they are wrong; the message has file, line or
   *     field
   */
  RawExamples read(Part part) throws IOException;

  /** Reads what is to be learned of a part. */
  default double[] targets(Part part) throws IOException {
    return read(part).targets();
  }

  /** Gives the files that a part is read from, but for those of single pictures. */
  List<Path> files(Part part) throws IOException;

  /** Gives the single pictures that a part is read from as one, with a hash of all of them. */
  default List<SourceFile> pictures(Part part) throws IOException {
    return List.of();
  }

  /** Adds its files, and what is in them, to metadata. */
  void describe(Croissant croissant) throws IOException;
}
