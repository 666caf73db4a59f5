package io.github.numloss.report;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Looks into SVG with the JDK's parser. */
final class Svg {
  private final Document document;

  private Svg(Document document) {
    this.document = document;
  }

  static Svg read(Path file) throws Exception {
    InputSource text = new InputSource(new StringReader(Files.readString(file)));
    return new Svg(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(text));
  }

  Element root() {
    return document.getDocumentElement();
  }

  /** Gives the width in points. */
  int width() {
    return Integer.parseInt(root().getAttribute("width"));
  }

  /** Gives all texts in their order. */
  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  /** Counts the elements of a name that are filled with a colour. */
  long filled(String name, String rgb) {
    return elements(name).stream()
        .filter(element -> inherited(element, "fill").equals("rgb(" + rgb + ")"))
        .count();
  }

  /** Counts the elements of a name that are drawn in a colour that covers the paper so much. */
  long drawn(String name, String rgb, String opacity) {
    return elements(name).stream()
        .filter(element -> inherited(element, "stroke").equals("rgb(" + rgb + ")"))
        .filter(element -> inherited(element, "stroke-opacity").equals(opacity))
        .count();
  }

  /** Gives an attribute of the element or of the nearest around it that has it. */
  private static String inherited(Element element, String attribute) {
    Element place = element;
    while (!place.hasAttribute(attribute)) {
      place = (Element) place.getParentNode();
    }
    return place.getAttribute(attribute);
  }

  List<Element> elements(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
