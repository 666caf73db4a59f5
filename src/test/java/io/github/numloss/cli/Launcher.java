package io.github.numloss.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The launcher in a folder of its own, with the classes under test in place of the packed ones. */
final class Launcher {
  private Launcher() {}

  /** Makes it; gives the launcher. */
  static Path in(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, NumLoss.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("target/numloss.jar");
    Files.createDirectories(jar.getParent());
    try (OutputStream stream = Files.newOutputStream(jar)) {
      new JarOutputStream(stream, manifest).close();
    }
    Path home = Path.of(System.getProperty("numloss.home"));
    return Files.copy(
        home.resolve("numloss"),
        folder.resolve("numloss"),
        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
  }
}
