package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.io.AtomicFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a frozen network makes of pictures. The file's name is the hash of the network and of
 * all pictures that a training uses, whatever their order and whichever are learned: every division
 * of the same data finds the same file, and each different picture is computed once.
 */
public final class VectorCache {
  private static final long MAGIC = 0x6e756d6c76656331L;
  private static final int HEADER_BYTES = 16;

  private final CacheFolder cache;

  /**
   * Takes where files are kept.
   *
   * @param cache the folder
   */
  public VectorCache(CacheFolder cache) {
    this.cache = cache;
  }

  /** Turns pictures into vectors. */
  public interface Network {
    /**
     * Turns all of some pictures into vectors.
     *
     * @param images the pictures
     * @return a vector for each
     * @throws IOException if it can't
     */
    Features vectors(Images images) throws IOException;
  }

  /**
   * Finds the vectors of pictures, or makes them.
   *
   * @param key the hash of the network
   * @param sets the pictures, all of one size
   * @param network makes the vectors
   * @return those of each set
   * @throws IOException if the network can't make them
   */
  public List<Features> vectors(byte[] key, List<Images> sets, Network network) throws IOException {
    Images all = sets.get(0);
    for (Images more : sets.subList(1, sets.size())) {
      all = all.and(more);
    }
    byte[][] hashes = hashes(all);
    Map<byte[], Integer> rows = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < hashes.length; i++) {
      rows.putIfAbsent(hashes[i], i);
    }
    MessageDigest digest = StoredFile.digest();
    digest.update(key);
    digest.update(all.shape().toString().getBytes(StandardCharsets.UTF_8));
    rows.keySet().forEach(digest::update);
    Path file = cache.file(HexFormat.of().formatHex(digest.digest()) + ".vectors");
    int[] first = rows.values().stream().mapToInt(Integer::intValue).toArray();
    Features distinct = read(file, first.length);
    if (distinct == null) {
      distinct = network.vectors(all.view(first));
      write(file, distinct);
    }
    int row = 0;
    for (Map.Entry<byte[], Integer> entry : rows.entrySet()) {
      entry.setValue(row++);
    }
    List<Features> found = new ArrayList<>();
    int from = 0;
    for (Images set : sets) {
      int start = from;
      int[] indices =
          IntStream.range(0, set.count()).map(i -> rows.get(hashes[start + i])).toArray();
      found.add(distinct.select(indices));
      from += set.count();
    }
    return found;
  }

  private static byte[][] hashes(Images images) {
    byte[][] hashes = new byte[images.count()][];
    IntStream.range(0, hashes.length)
        .parallel()
        .forEach(i -> hashes[i] = StoredFile.digest().digest(images.bytes(i, 1)));
    return hashes;
  }

  /** Reads a file of so many vectors, or gives null if there is none that is whole. */
  private @Nullable Features read(Path file, int count) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      long magic = in.readLong();
      int found = in.readInt();
      int size = in.readInt();
      long bytes = HEADER_BYTES + 4L * found * size;
      if (magic != MAGIC || found != count || size < 1 || Files.size(file) != bytes) {
        return null;
      }
      float[] values = new float[Math.multiplyExact(count, size)];
      byte[] row = new byte[4 * size];
      for (int i = 0; i < count; i++) {
        in.readFully(row);
        ByteBuffer.wrap(row).asFloatBuffer().get(values, i * size, size);
      }
      Features features = new Features(count, size, values);
      features.requireFinite();
      cache.use(file);
      return features;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      // There is none, or it is damaged: it is made again.
      return null;
    }
  }

  /** Writes a file; without one, vectors are only made again next time. */
  private void write(Path file, Features features) {
    try {
      AtomicFiles.writeFile(
          file,
          stream -> {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
            out.writeLong(MAGIC);
            out.writeInt(features.count());
            out.writeInt(features.size());
            byte[] row = new byte[4 * features.size()];
            for (int i = 0; i < features.count(); i++) {
              ByteBuffer.wrap(row)
                  .asFloatBuffer()
                  .put(features.values(), i * features.size(), features.size());
              out.write(row);
            }
            out.flush();
          });
      cache.trim(file);
    } catch (IOException e) {
      // The folder can't be written to, or the disk is full.
    }
  }
}
