package io.github.numloss.experiment;

import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import io.github.numloss.predict.Frozen;
import io.github.numloss.predict.FrozenNetwork;
import io.github.numloss.source.CacheFolder;
import io.github.numloss.source.VectorCache;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/**
 * What a network learns and is tested on: the examples themselves, or a frozen network's vectors.
 *
 * @param train what it learns
 * @param test what it is tested on
 * @param frozen the network; null if there is none
 */
record LearnedExamples(Examples train, Examples test, @Nullable Frozen frozen) {
  /**
   * Turns pictures into vectors, if the training asks for it.
   *
   * @throws DataException if the network can't be loaded, or does not take such pictures
   */
  static LearnedExamples of(TrainConfig config, ExampleSource source, Examples train, Examples test)
      throws IOException {
    if (config.features() == null) {
      return new LearnedExamples(train, test, null);
    }
    if (!(train.inputs() instanceof Images learned && test.inputs() instanceof Images tested)) {
      throw new DataException(
          "%s has %s, expected pictures, which a frozen network turns into features; leave --features"
                  .formatted(config.dataset(), train.inputs().shape().named())
              + " out");
    }
    Place place = Place.of(config.features(), source);
    ConfigProto session = config.hardware().sessionConfig();
    FrozenNetwork network = FrozenNetwork.open(place.folder(), place.output(), session);
    List<Features> vectors =
        network.vectors(List.of(learned, tested), new VectorCache(CacheFolder.ofUser()), session);
    return new LearnedExamples(
        train.with(vectors.get(0)),
        test.with(vectors.get(1)),
        new Frozen(
            network.folder().toString(), place.output(), network.hash(), vectors.get(0).size()));
  }

  /**
   * Where a network lies.
   *
   * @param folder its folder
   * @param output which of its outputs is meant; null if that is not said
   */
  record Place(Path folder, @Nullable String output) {
    /** Reads FOLDER or FOLDER:OUTPUT; a relative path is one as of data. */
    static Place of(String text, ExampleSource source) throws IOException {
      Path whole = folder(text, source);
      int colon = text.lastIndexOf(':');
      return Files.exists(whole) || colon < 1
          ? new Place(whole, null)
          : new Place(folder(text.substring(0, colon), source), text.substring(colon + 1));
    }

    private static Path folder(String text, ExampleSource source) throws IOException {
      return source.findFolder(text).orElse(Path.of(text));
    }
  }
}
