package io.github.numloss.data;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads each split of a data set once for all threads that ask for it. Where memory runs short, one
 * that nobody uses at the moment is let go, and is loaded again when it is asked for.
 */
public final class SharedExamples implements ExampleSource {
  private final ExampleSource source;
  private final Map<Key, SoftReference<Examples>> loaded = new HashMap<>();

  private record Key(
      String nameOrPath,
      DataOptions options,
      long seed,
      Split split,
      boolean all,
      @Nullable Learned learned) {}

  /**
   * Shares what another source loads.
   *
   * @param source loads the images
   */
  public SharedExamples(ExampleSource source) {
    this.source = source;
  }

  @Override
  public synchronized Examples load(String nameOrPath, DataOptions options, long seed, Split split)
      throws IOException {
    boolean isGiven = source.isGiven(nameOrPath, options);
    Key key = new Key(nameOrPath, options, isGiven ? 0 : seed, split, false, null);
    return shared(key, () -> source.load(nameOrPath, options, seed, split));
  }

  @Override
  public synchronized Examples loadForTest(
      String nameOrPath, DataOptions options, @Nullable Learned learned) throws IOException {
    return shared(
        new Key(nameOrPath, options, 0, Split.TEST, true, learned),
        () -> source.loadForTest(nameOrPath, options, learned));
  }

  /** Loads examples. */
  private interface Loading {
    Examples load() throws IOException;
  }

  private Examples shared(Key key, Loading loading) throws IOException {
    SoftReference<Examples> before = loaded.get(key);
    Examples images = before == null ? null : before.get();
    if (images == null) {
      images = loading.load();
      loaded.put(key, new SoftReference<>(images));
    }
    return images;
  }

  @Override
  public boolean isGiven(String nameOrPath, DataOptions options) throws IOException {
    return source.isGiven(nameOrPath, options);
  }

  @Override
  public Optional<Path> findFolder(String nameOrFolder) throws IOException {
    return source.findFolder(nameOrFolder);
  }

  @Override
  public DataNotes notes(String nameOrFolder) throws IOException {
    return source.notes(nameOrFolder);
  }

  @Override
  public Preparation preparation(String nameOrFolder) throws IOException {
    return source.preparation(nameOrFolder);
  }
}
