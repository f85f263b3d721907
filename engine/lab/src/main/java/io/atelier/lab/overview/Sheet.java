package io.atelier.lab.overview;

import io.atelier.data.DataSet;
import io.atelier.data.image.ContactSheet;
import io.atelier.lab.page.Figure;
import io.atelier.lab.page.Part;
import io.atelier.lab.page.Png;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The first training pictures of each class beside the class's name. */
public final class Sheet {
  private static final int COLUMNS = 10;
  private static final int GAP = 8;
  private static final int WIDEST_NAME = 240;
  private static final int SMALL = 140;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private Sheet() {}

  /** {@return a PNG with a row for each class; without names where no fonts are installed} */
  public static byte[] png(DataSet set) {
    if (set.classes() == 0 || !Figure.fonts()) {
      return ContactSheet.png(set, COLUMNS);
    }
    List<BufferedImage> strips = ContactSheet.strips(set, COLUMNS);
    int left = GAP + names(set.classNames().subList(0, strips.size()));
    int step = strips.get(0).getHeight();
    var sheet =
        new BufferedImage(
            left + strips.get(0).getWidth(), step * strips.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphics(sheet);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    graphics.setColor(Color.BLACK);
    for (int i = 0; i < strips.size(); i++) {
      graphics.setClip(0, i * step, left - GAP / 2, step);
      int base = i * step + (step + FONT.getSize()) / 2 - 1;
      graphics.drawString(set.classNames().get(i), GAP, base);
      graphics.setClip(null);
      graphics.drawImage(strips.get(i), left, i * step, null);
    }
    graphics.dispose();
    return new Png(sheet).bytes();
  }

  /** {@return the pixels that the names need} */
  private static int names(List<String> names) {
    Graphics2D graphics = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    double widest = 0;
    for (String name : names) {
      Rectangle2D bounds = FONT.getStringBounds(name, graphics.getFontRenderContext());
      widest = Math.max(widest, bounds.getWidth());
    }
    graphics.dispose();
    return (int) Math.min(WIDEST_NAME, Math.ceil(widest)) + GAP;
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT);
    return graphics;
  }

  /** {@return a figure for each class} */
  static List<Part> figures(DataSet set) {
    var figures = new ArrayList<Part>();
    List<BufferedImage> strips = ContactSheet.strips(set, COLUMNS);
    for (int i = 0; i < strips.size(); i++) {
      String name = set.classes() == 0 ? "the first examples" : set.classNames().get(i);
      figures.add(new Figure("class-" + i, name, new Png(enlarged(strips.get(i)))));
    }
    return figures;
  }

  /** A report shows pictures at half their size; small ones should be seen as they are. */
  private static BufferedImage enlarged(BufferedImage strip) {
    if (strip.getHeight() > SMALL) {
      return strip;
    }
    var large =
        new BufferedImage(2 * strip.getWidth(), 2 * strip.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.drawImage(strip, 0, 0, large.getWidth(), large.getHeight(), null);
    graphics.dispose();
    return large;
  }
}
