package io.github.numloss.source;

import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Puts images and labels together, and says which file is wrong if they don't fit. */
final class Assembly {
  private Assembly() {}

  static Examples assemble(
      String dataset,
      Split split,
      StoredFile imageFile,
      StoredFile labelFile,
      Labelling labelling,
      List<StoredFile> read)
      throws IOException {
    Images images = Idx.images(imageFile);
    int[] labels = Idx.labels(labelFile);
    if (labels.length != images.count()) {
      throw new DataException(
          labelFile.path(),
          String.format(
              Locale.ROOT,
              "found %d labels, expected one for each of the %d images in %s",
              labels.length,
              images.count(),
              imageFile.path().getFileName()));
    }
    labelling.toClasses(labelFile.path(), labels);
    List<SourceFile> files =
        read.stream()
            .map(file -> new SourceFile(file.path().getFileName().toString(), file.sha256()))
            .toList();
    return new Examples(dataset, split, images, labels, labelling.classValues(), files);
  }
}
