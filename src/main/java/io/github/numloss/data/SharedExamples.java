package io.github.numloss.data;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Loads each split of a data set once for all threads that ask for it. Where memory runs short, one
 * that nobody uses at the moment is let go, and is loaded again when it is asked for.
 */
public final class SharedExamples implements ExampleSource {
  private final ExampleSource source;
  private final Map<Key, SoftReference<Examples>> loaded = new HashMap<>();

  private record Key(String nameOrFolder, Split split) {}

  /**
   * Shares what another source loads.
   *
   * @param source loads the images
   */
  public SharedExamples(ExampleSource source) {
    this.source = source;
  }

  @Override
  public synchronized Examples load(String nameOrFolder, Split split) throws IOException {
    Key key = new Key(nameOrFolder, split);
    SoftReference<Examples> before = loaded.get(key);
    Examples images = before == null ? null : before.get();
    if (images == null) {
      images = source.load(nameOrFolder, split);
      loaded.put(key, new SoftReference<>(images));
    }
    return images;
  }

  @Override
  public Optional<Path> findFolder(String nameOrFolder) throws IOException {
    return source.findFolder(nameOrFolder);
  }

  @Override
  public Preparation preparation(String nameOrFolder) throws IOException {
    return source.preparation(nameOrFolder);
  }
}
