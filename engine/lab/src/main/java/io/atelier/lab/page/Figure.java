package io.atelier.lab.page;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A picture and what it shows.
 *
 * @param name of its file, without the ending; unique in a report
 * @param caption one sentence
 * @param picture what is shown
 */
public record Figure(String name, String caption, Picture picture) implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Figure.class);

  /** Draws. */
  @FunctionalInterface
  public interface Drawing {
    /** {@return the picture} */
    Picture draw() throws IOException;
  }

  /** {@return a figure, or a sentence in its place: a machine without fonts cannot draw} */
  public static Part drawn(String name, String caption, Drawing drawing) {
    try {
      return new Figure(name, caption, drawing.draw());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | LinkageError | InternalError e) {
      if (fonts()) {
        throw e;
      }
      LOG.warn(
          "{} was not drawn ({}): install fontconfig and a font, such as Debian's fonts-dejavu-core",
          name,
          String.valueOf(e.getMessage()));
      return new Paragraph(caption + " (was not drawn: no fonts are installed)");
    }
  }

  /** {@return whether letters can be drawn} */
  // The JDK has no one error for it: asked for a letter, it gives whatever error comes of it.
  public static boolean fonts() {
    Graphics2D graphics = new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB).createGraphics();
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 9));
      graphics.drawString("a", 0, 9);
      return true;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    } finally {
      graphics.dispose();
    }
  }

  private String file() {
    return name + "." + picture.extension();
  }

  @Override
  public String html() {
    return "<figure>%s<figcaption>%s</figcaption></figure>"
        .formatted(picture.html(caption), Inline.html(caption));
  }

  @Override
  public String markdown() {
    return "![%s](%s/%s)\n\n*%s*"
        .formatted(caption.replaceAll("[\\[\\]*]", ""), PICTURES, file(), Inline.markdown(caption));
  }

  @Override
  public Map<String, Picture> pictures() {
    return Map.of(file(), picture);
  }
}
