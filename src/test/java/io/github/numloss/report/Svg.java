package io.github.numloss.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.svg.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Looks into SVG files with the JDK's parser. */
final class Svg {
  private final Document document;

  private Svg(Document document) {
    this.document = document;
  }

  /** Draws the pictures as SVG, whose texts and shapes can be found; only the tests need that. */
  static void write(Results results, Path folder) throws IOException {
    for (Picture picture : Figures.pictures(results)) {
      SVGGraphics2D graphics = new SVGGraphics2D(picture.width(), picture.height());
      picture.draw(graphics);
      Files.writeString(folder.resolve(picture.name() + ".svg"), graphics.getSVGElement());
    }
  }

  static Svg read(Path file) throws Exception {
    return new Svg(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
  }

  /** Gives the width in points. */
  int width() {
    return (int) Double.parseDouble(document.getDocumentElement().getAttribute("width"));
  }

  /** Gives all texts in their order. */
  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  /** Counts the elements of a name that are filled with a colour. */
  long filled(String name, String rgb) {
    return elements(name).stream()
        .filter(element -> element.getAttribute("style").contains("fill:rgb(" + rgb + ")"))
        .count();
  }

  /** Counts the elements of a name that are drawn in a colour. */
  long drawn(String name, String rgb) {
    return elements(name).stream()
        .filter(element -> element.getAttribute("style").contains("stroke:rgb(" + rgb + ")"))
        .count();
  }

  private List<Element> elements(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
