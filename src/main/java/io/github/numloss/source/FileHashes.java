package io.github.numloss.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SHA-256 of files, each read once as long as its size and its time stay the same. */
final class FileHashes {
  private final Map<Version, String> known = new ConcurrentHashMap<>();

  private record Version(Path file, long size, FileTime modified) {}

  /** Gives the SHA-256 of a file's bytes as stored, in hexadecimal. */
  String sha256(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Version version =
        new Version(file.toAbsolutePath(), attributes.size(), attributes.lastModifiedTime());
    String hash = known.get(version);
    if (hash == null) {
      hash = StoredFile.sha256(file);
      known.put(version, hash);
    }
    return hash;
  }
}
