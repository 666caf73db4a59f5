package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import io.github.numloss.picture.Background;
import io.github.numloss.picture.Invert;
import io.github.numloss.picture.Pictures;
import io.github.numloss.picture.Preparation;
import io.github.numloss.picture.Preparer;
import io.github.numloss.source.PictureIndex.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads many pictures on all cores. They are made into images once, which are kept in a file that
 * is mapped from then on; its name is the hash of the pictures' content, so that it does not matter
 * where they lie, and that changed ones are read again.
 */
final class PictureReader {
  private static final int LOOKED_AT = 256;
  private static final int PIECE_BYTES = 1 << 20;
  private static final int ROOM_UNIT = 1 << 20;

  /** What an image takes while it is scaled: sums of four bytes, and itself. */
  private static final int BYTES_A_SCALED = 5;

  /** A file's time may be as coarse as this; see {@link PictureIndex}. */
  private static final long COARSE = TimeUnit.SECONDS.toNanos(3);

  private final CacheFolder cache;
  private final int threads;
  private final long memory;

  PictureReader(CacheFolder cache) {
    this(cache, Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());
  }

  PictureReader(CacheFolder cache, int threads, long memory) {
    this.cache = cache;
    this.threads = threads;
    this.memory = memory;
  }

  /**
   * Looks at pictures without decoding them.
   *
   * @param folder the folder that their paths are relative to
   * @param part what these pictures of the folder are called, so that it is known next time
   * @param paths the paths, with slashes
   * @return what each is
   * @throws DataException if one is missing, is no picture, or is cut off; of several, the first in
   *     the order of paths is named
   * @throws IOException if one can't be read
   */
  PictureSurvey survey(Path folder, String part, List<String> paths) throws IOException {
    PictureSurvey survey = new PictureSurvey(folder, paths);
    int[] order =
        IntStream.range(0, paths.size())
            .boxed()
            .sorted((one, other) -> CodePoints.ORDER.compare(paths.get(one), paths.get(other)))
            .mapToInt(Integer::intValue)
            .toArray();
    Path index = cache.file(indexName(folder, part));
    long trusted = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - COARSE;
    int[] done = new int[2];
    try (PictureIndex.Reader before = PictureIndex.Reader.open(index)) {
      InOrder.<List<Entry>>run(
          threads,
          pieces(order.length, LOOKED_AT, (from, to) -> looking(survey, order, from, to, before)),
          entries -> {
            for (Entry entry : entries) {
              survey.set(order[done[0]++], entry);
            }
          });
      done[1] = before.found();
    }
    if (done[1] == order.length) {
      cache.use(index);
    } else {
      keep(index, survey, order, trusted);
    }
    return survey;
  }

  /**
   * Settles how pictures become images.
   *
   * @param data where they lie
   * @param description what is said of them
   * @param learned those that are learned: what is not said follows from them alone
   * @throws DataException if the description asks for what can't be
   */
  static Preparer preparer(Path data, Description description, PictureSurvey learned)
      throws DataException {
    try {
      Preparation preparation = description.prepared();
      Background background = preparation.background();
      List<Integer> size = description.size();
      PictureShape shape =
          PictureShape.of(learned, background == null ? Background.WHITE : background)
              .with(
                  size == null ? null : size.get(0),
                  size == null ? null : size.get(1),
                  description.channels());
      InputShape.picture(shape.height(), shape.width(), shape.channels());
      return new Preparer(
          preparation, Invert.AUTO, shape.height(), shape.width(), shape.channels());
    } catch (IllegalArgumentException e) {
      throw new DataException(Description.file(data), String.valueOf(e.getMessage()), e);
    }
  }

  private static String indexName(Path folder, String part) {
    String name = folder.toAbsolutePath().normalize() + "\0" + part;
    byte[] hash = StoredFile.digest().digest(name.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash) + ".index";
  }

  private static Callable<List<Entry>> looking(
      PictureSurvey survey, int[] order, int from, int to, PictureIndex.Reader index)
      throws IOException {
    List<@Nullable Entry> known = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      known.add(index.find(survey.path(order[i])));
    }
    return () -> {
      List<Entry> entries = new ArrayList<>(to - from);
      for (int i = from; i < to; i++) {
        Entry before = known.get(i - from);
        Entry entry = survey.look(order[i], before);
        entries.add(entry);
        if (before != null && before.outside().equals(entry.outside())) {
          index.count();
        }
      }
      return entries;
    };
  }

  /** Writes the index; without one, all is only slower next time. */
  private void keep(Path index, PictureSurvey survey, int[] order, long trusted) {
    try {
      AtomicFiles.writeFile(
          index,
          stream -> {
            PictureIndex.Writer writer = new PictureIndex.Writer(stream);
            for (int i : order) {
              Entry entry = survey.entry(i);
              if (entry.outside().modified() < trusted) {
                writer.write(entry);
              }
            }
            writer.end();
          });
      cache.trim(index);
    } catch (IOException e) {
      // The folder can't be written to, or the disk is full.
    }
  }

  /**
   * Makes images of pictures.
   *
   * @param survey what was found of them
   * @param preparer how
   * @return the images, in the order of the paths
   * @throws DataException if a picture is damaged or was changed meanwhile, or there is no room for
   *     the images
   * @throws IOException if a picture can't be read
   */
  Images read(PictureSurvey survey, Preparer preparer) throws IOException {
    requireMemory(survey, preparer);
    MessageDigest digest = StoredFile.digest();
    digest.update(preparer.toString().getBytes(StandardCharsets.UTF_8));
    Pack pack =
        new Pack(
            digest.digest(survey.contentHash()),
            survey.count(),
            preparer.height(),
            preparer.width(),
            preparer.channels());
    Path file = cache.file(pack.name());
    if (pack.isIn(file)) {
      cache.use(file);
      return pack.open(file);
    }
    String hindrance = hindrance(pack);
    if (hindrance != null) {
      return inMemory(pack, survey, preparer, hindrance);
    }
    AtomicFiles.writeFile(
        file,
        stream -> {
          pack.writeHeader(stream);
          decode(pack, survey, preparer, stream::write);
        });
    cache.trim(file);
    return pack.open(file);
  }

  /** Refuses a size of which the images that are made at a time do not fit in memory. */
  private void requireMemory(PictureSurvey survey, Preparer preparer) throws DataException {
    long image = (long) preparer.height() * preparer.width() * preparer.channels();
    if (image * (BYTES_A_SCALED + InOrder.waiting(threads)) > memory / 2) {
      throw new DataException(
          survey.folder(),
          String.format(
              Locale.ROOT,
              "found a size of %d x %d for its pictures, which is too large for the %d MB that Java may"
                  + " use; take a smaller one, such as --size 128x128",
              preparer.height(),
              preparer.width(),
              memory >> 20));
    }
  }

  /** Says what keeps a file from being written, null if nothing does. */
  private @Nullable String hindrance(Pack pack) throws IOException {
    try {
      AtomicFiles.requireWritable(cache.file(pack.name()));
      Files.createDirectories(cache.folder());
      long room = Files.getFileStore(cache.folder()).getUsableSpace();
      return room < pack.pixelBytes() + ROOM_UNIT ? "the disk has no room for them" : null;
    } catch (FileSystemException e) {
      return e.getReason() == null ? "it can't be written to" : e.getReason();
    }
  }

  private Images inMemory(Pack pack, PictureSurvey survey, Preparer preparer, String hindrance)
      throws IOException {
    if (pack.pixelBytes() > Math.min(memory / 2, InputFile.MOST_BYTES)) {
      throw new DataException(
          cache.folder(),
          String.format(
              Locale.ROOT,
              "%d MB of images can't be kept in this folder (%s); set NUMLOSS_CACHE to one with room",
              (pack.pixelBytes() >> 20) + 1,
              hindrance));
    }
    byte[] all = new byte[(int) pack.pixelBytes()];
    int[] done = {0};
    decode(
        pack,
        survey,
        preparer,
        images -> {
          System.arraycopy(images, 0, all, done[0], images.length);
          done[0] += images.length;
        });
    return pack.images(Pixels.of(all));
  }

  private void decode(
      Pack pack, PictureSurvey survey, Preparer preparer, InOrder.Taker<byte[]> taker)
      throws IOException {
    int piece = Math.max(1, Math.min(LOOKED_AT, PIECE_BYTES / pack.imageBytes()));
    int units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, memory / 2 / ROOM_UNIT));
    Semaphore room = new Semaphore(units, true);
    InOrder.run(
        threads,
        pieces(
            pack.count(),
            piece,
            (from, to) ->
                () -> {
                  byte[] images = new byte[(to - from) * pack.imageBytes()];
                  for (int i = from; i < to; i++) {
                    long needed = survey.facts(i).decodingBytes() / ROOM_UNIT + 1;
                    int taken = (int) Math.min(units, needed);
                    room.acquire(taken);
                    try {
                      byte[] image = preparer.read(survey.file(i), content(survey, i));
                      System.arraycopy(image, 0, images, (i - from) * image.length, image.length);
                    } finally {
                      room.release(taken);
                    }
                  }
                  return images;
                }),
        taker);
  }

  /** Reads a file again, which has to be as it was. */
  private static byte[] content(PictureSurvey survey, int index) throws IOException {
    Path file = survey.file(index);
    byte[] bytes = InputFile.read(file, Pictures.MOST_BYTES);
    if (!survey.isOf(index, StoredFile.digest().digest(bytes))) {
      throw new DataException(file, "it was changed while it was read; start again");
    }
    return bytes;
  }

  /** Makes a task for a piece. */
  private interface Piece<T> {
    Callable<T> of(int from, int to) throws IOException;
  }

  private static <T> Iterator<Callable<T>> pieces(int count, int size, Piece<T> piece) {
    return new Iterator<>() {
      private int done;

      @Override
      public boolean hasNext() {
        return done < count;
      }

      @Override
      public Callable<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int from = done;
        done = Math.min(count, from + size);
        try {
          return piece.of(from, done);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
