package io.github.numloss.report;

import io.github.numloss.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture as files hold it.
 *
 * @param heading what it is
 * @param width its width in points
 * @param svg the text of its svg element
 * @param png the content of its PNG file; not copied
 */
record Rendering(Heading heading, int width, String svg, byte[] png) {
  static Rendering of(Picture picture) {
    return new Rendering(
        picture.heading(), picture.width(), SvgWriter.write(picture), picture.png());
  }

  /** Renders pictures on all cores; gives them in their order. */
  static List<Rendering> of(List<Picture> pictures) {
    return pictures.parallelStream().map(Rendering::of).toList();
  }

  /** Writes the PNG and the SVG file. */
  List<Path> write(Path folder) throws IOException {
    Path pngFile = folder.resolve(heading.name() + ".png");
    AtomicFiles.writeFile(pngFile, stream -> stream.write(png));
    Path svgFile = folder.resolve(heading.name() + ".svg");
    AtomicFiles.writeFile(svgFile, stream -> stream.write(Picture.svgFile(svg)));
    return List.of(pngFile, svgFile);
  }
}
