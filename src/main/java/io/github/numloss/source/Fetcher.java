package io.github.numloss.source;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Brings the files of a data set and its companions to their place, from the network or a folder.
 * Files that are right already stay; nothing gets its name before its SHA-256 is checked.
 */
public final class Fetcher {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_ATTEMPTS = 8;

  private final Datasets datasets;
  private final Progress progress;
  private final Download download;

  /**
   * Takes the place of the files.
   *
   * @param datasets where they shall be
   * @param progress is told how far a download is
   */
  public Fetcher(Datasets datasets, Progress progress) {
    this(datasets, progress, new Download(TIMEOUT, CatalogFile.MOST_BYTES));
  }

  Fetcher(Datasets datasets, Progress progress, Download download) {
    this.datasets = datasets;
    this.progress = progress;
    this.download = download;
  }

  /** Is told how far a download is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Takes note.
     *
     * @param file the file that is downloaded
     * @param done bytes that are there
     * @param total bytes in all, or 0 if the server doesn't say
     */
    void update(Path file, long done, long total);
  }

  /**
   * A file that is right now.
   *
   * @param file where it is
   * @param isNew whether it was brought there now
   */
  public record Fetched(Path file, boolean isNew) {}

  /**
   * Downloads from the addresses in the catalog.
   *
   * @param name a data set in the catalog
   * @return all its files and those of its companions
   * @throws DataException if there is no such data set, or a file's SHA-256 is wrong
   * @throws IOException if a file can't be downloaded or written
   */
  public List<Fetched> fetch(String name) throws IOException {
    return each(name, (entry, file, place) -> download(file, place, entry.sources()));
  }

  /**
   * Downloads from another address.
   *
   * @param name a data set in the catalog
   * @param mirror the address that the files' names are added to
   * @return all its files and those of its companions
   * @throws DataException if there is no such data set, or a file's SHA-256 is wrong
   * @throws IOException if a file can't be downloaded or written
   */
  public List<Fetched> fetchFromMirror(String name, URI mirror) throws IOException {
    String base = mirror.toString();
    List<URI> sources = List.of(base.endsWith("/") ? mirror : URI.create(base + "/"));
    return each(name, (entry, file, place) -> download(file, place, sources));
  }

  /**
   * Copies from a folder, in which each file may also lie uncompressed, without .gz.
   *
   * @param name a data set in the catalog
   * @param folder the folder
   * @return all its files and those of its companions
   * @throws DataException if there is no such data set, or a file is missing or wrong
   * @throws IOException if a file can't be read or written
   */
  public List<Fetched> copyFrom(String name, Path folder) throws IOException {
    return each(name, (entry, file, place) -> copy(file, place, folder));
  }

  /** Brings one file to its place. */
  private interface Bringer {
    void bring(CatalogEntry entry, CatalogFile file, Path place) throws IOException;
  }

  private List<Fetched> each(String name, Bringer bringer) throws IOException {
    CatalogEntry asked = datasets.catalog().get(name);
    List<CatalogEntry> entries = new ArrayList<>(List.of(asked));
    for (String companion : asked.companions()) {
      entries.add(datasets.catalog().get(companion));
    }
    List<Fetched> fetched = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      for (CatalogFile file : entry.files()) {
        Path place = datasets.path(entry, file);
        boolean isMissing = file.state(place) != CatalogFile.State.OK;
        if (isMissing) {
          Files.createDirectories(place.toAbsolutePath().getParent());
          bringer.bring(entry, file, place);
        }
        fetched.add(new Fetched(place, isMissing));
      }
    }
    return fetched;
  }

  private static void copy(CatalogFile file, Path place, Path folder) throws IOException {
    Path source = folder.resolve(file.name());
    if (!Files.exists(source)) {
      Path plain = folder.resolve(file.name().replaceFirst("\\.gz$", ""));
      if (!Files.exists(plain)) {
        throw new DataException(
            source, "there is no such file, nor one without .gz; name the folder that holds it");
      }
      source = plain;
    }
    StoredFile stored = StoredFile.read(source, CatalogFile.MOST_BYTES);
    file.check(stored, "; nothing was copied, get the file again");
    AtomicFiles.writeFile(
        place,
        stream -> {
          if (stored.isGzip()) {
            stream.write(stored.bytes());
          } else {
            GZIPOutputStream gzip = new GZIPOutputStream(stream);
            gzip.write(stored.bytes());
            gzip.finish();
          }
        });
  }

  private void download(CatalogFile file, Path place, List<URI> sources) throws IOException {
    List<String> faults = new ArrayList<>();
    boolean isWrong = false;
    for (URI source : sources) {
      URI address = source.resolve(file.name());
      try {
        download(file, place, address);
        return;
      } catch (FileSystemException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        isWrong |= e instanceof DataException;
        faults.add(address + ": " + e.getMessage());
      }
    }
    String problem =
        "it was not fetched (%s); try again later, or get it another way and use --from or --mirror"
            .formatted(String.join("; ", faults));
    throw isWrong ? new DataException(place, problem) : new IOException(place + ": " + problem);
  }

  private void download(CatalogFile file, Path place, URI address) throws IOException {
    Path part = place.resolveSibling(place.getFileName() + ".part");
    for (int attempt = 1; ; attempt++) {
      long before = Files.exists(part) ? Files.size(part) : 0;
      if (before == 0 || file.state(part) != CatalogFile.State.OK) {
        try {
          download.run(address, part, (done, total) -> progress.update(place, done, total));
        } catch (Download.RefusedException e) {
          deleteEmpty(part);
          throw e;
        } catch (FileSystemException | InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          if (attempt == MOST_ATTEMPTS || Files.size(part) <= before) {
            deleteEmpty(part);
            throw e;
          }
          continue;
        }
      }
      if (file.state(part) == CatalogFile.State.OK) {
        AtomicFiles.publish(part, place);
        return;
      }
      // What was there before may be another server's; the second time it starts from nothing.
      String found = StoredFile.read(part, CatalogFile.MOST_BYTES).sha256();
      Files.delete(part);
      if (before == 0 || attempt == MOST_ATTEMPTS) {
        throw new DataException("its SHA-256 is %s, expected %s".formatted(found, file.sha256()));
      }
    }
  }

  private static void deleteEmpty(Path part) throws IOException {
    if (Files.exists(part) && Files.size(part) == 0) {
      Files.delete(part);
    }
  }
}
