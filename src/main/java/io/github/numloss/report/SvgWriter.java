package io.github.numloss.report;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.ImageHandlerBase64Encoder;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SVGSyntax;
import org.apache.batik.svggen.SimpleImageHandler;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes pictures as SVG: text stays text, in the reader's sans-serif font, and colours are
 * attributes, which the style sheet of a page that holds the picture overrides.
 */
final class SvgWriter {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** Digits behind the point of a coordinate. */
  private static final int PRECISION = 2;

  private SvgWriter() {}

  /** Gives the svg element of a picture; equal pictures give equal text. */
  static String write(Picture picture) {
    try {
      return text(element(picture));
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("the Java runtime can't write XML", e);
    }
  }

  private static Element element(Picture picture) throws ParserConfigurationException {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .getDOMImplementation()
            .createDocument(NAMESPACE, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(PRECISION);
    context.setIDGenerator(new Ids(picture.heading().name()));
    context.setGenericImageHandler(new SimpleImageHandler(new PngInside()));
    SVGGraphics2D graphics = new SVGGraphics2D(context, false);
    picture.draw(graphics);
    Element svg = graphics.getRoot();
    svg.setAttribute("width", Integer.toString(picture.width()));
    svg.setAttribute("height", Integer.toString(picture.height()));
    svg.setAttribute(
        "viewBox", String.format(Locale.ROOT, "0 0 %d %d", picture.width(), picture.height()));
    svg.setAttribute("font-family", "sans-serif");
    svg.setAttribute("role", "img");
    // The one id that Batik gives to all pictures; nothing refers to it.
    NodeList defs = svg.getElementsByTagNameNS(NAMESPACE, "defs");
    for (int i = 0; i < defs.getLength(); i++) {
      Element element = (Element) defs.item(i);
      if (element.getAttribute("id").equals(SVGSyntax.ID_PREFIX_GENERIC_DEFS)) {
        element.removeAttribute("id");
      }
    }
    Element title = document.createElementNS(NAMESPACE, "title");
    title.setTextContent(picture.heading().title());
    svg.insertBefore(title, svg.getFirstChild());
    return svg;
  }

  private static String text(Element svg) throws TransformerException {
    Transformer transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(svg), new StreamResult(text));
    return text.toString();
  }

  /** Keeps the ids of pictures that share a page apart. */
  private static final class Ids extends SVGIDGenerator {
    private final String picture;

    Ids(String picture) {
      this.picture = picture;
    }

    @Override
    public String generateID(String prefix) {
      return picture + "-" + super.generateID(prefix);
    }
  }

  /** Puts images into the text as PNG, by the JDK's writer. */
  private static final class PngInside extends ImageHandlerBase64Encoder {
    @Override
    public void encodeImage(RenderedImage image, OutputStream stream)
        throws SVGGraphics2DIOException {
      try {
        ImageIO.write(image, "png", stream);
      } catch (IOException e) {
        throw new SVGGraphics2DIOException("the PNG can't be written", e);
      }
    }
  }
}
