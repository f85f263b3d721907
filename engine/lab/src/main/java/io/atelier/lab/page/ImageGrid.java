package io.atelier.lab.page;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Tiles in rows, enlarged without blurring, on a ground that is left clear; the text is a gray that
 * can be read on white and on black.
 *
 * @param columns tiles in a row
 * @param tiles all of one size, at least one
 * @param scale what the colour bar's ends mean, as {@code 0} and {@code 255}; empty for no bar
 */
public record ImageGrid(int columns, List<Tile> tiles, List<String> scale) {
  private static final int SIDE = 168;
  private static final int GAP = 12;
  private static final int LINE = 30;
  private static final int BAR = 20;
  private static final int BAR_SPACE = 100;
  private static final Color TEXT = new Color(0x767676);

  /** Makes immutable copies. */
  public ImageGrid {
    tiles = List.copyOf(tiles);
    scale = List.copyOf(scale);
  }

  /** {@return tiles without a colour bar} */
  public static ImageGrid of(int columns, List<Tile> tiles) {
    return new ImageGrid(columns, tiles, List.of());
  }

  /** {@return the picture} */
  public Png png() {
    int lines = tiles.stream().mapToInt(tile -> tile.lines().size()).max().orElse(0);
    int cellHeight = SIDE + GAP + lines * LINE;
    int rows = (tiles.size() + columns - 1) / columns;
    int width = columns * (SIDE + GAP) - GAP;
    int height = rows * cellHeight - GAP;
    BufferedImage image =
        new BufferedImage(
            width + (scale.isEmpty() ? 0 : BAR_SPACE), height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
    for (int i = 0; i < tiles.size(); i++) {
      int x = i % columns * (SIDE + GAP);
      int y = i / columns * cellHeight;
      draw(graphics, tiles.get(i), x, y);
      graphics.setColor(TEXT);
      for (int line = 0; line < tiles.get(i).lines().size(); line++) {
        graphics.drawString(
            tiles.get(i).lines().get(line), x, y + SIDE + (line + 1) * LINE - LINE / 4);
      }
    }
    if (!scale.isEmpty()) {
      bar(graphics, width + GAP, height);
    }
    graphics.dispose();
    return new Png(image);
  }

  /** In the middle of its square, as large as fits. */
  private static void draw(Graphics2D graphics, Tile tile, int x, int y) {
    double longer = Math.max(tile.width(), tile.height());
    int width = (int) Math.max(1, Math.round(SIDE * tile.width() / longer));
    int height = (int) Math.max(1, Math.round(SIDE * tile.height() / longer));
    graphics.drawImage(
        pixels(tile), x + (SIDE - width) / 2, y + (SIDE - height) / 2, width, height, null);
  }

  private void bar(Graphics2D graphics, int x, int height) {
    for (int y = 0; y < height; y++) {
      graphics.setColor(Tile.gray(1 - (double) y / (height - 1)));
      graphics.fillRect(x, y, BAR, 1);
    }
    graphics.setColor(TEXT);
    graphics.drawRect(x, 0, BAR, height - 1);
    graphics.drawString(scale.get(1), x + BAR + GAP, LINE - LINE / 4);
    graphics.drawString(scale.get(0), x + BAR + GAP, height - 2);
  }

  private static BufferedImage pixels(Tile tile) {
    BufferedImage image =
        new BufferedImage(tile.width(), tile.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < tile.height(); row++) {
      for (int column = 0; column < tile.width(); column++) {
        image.setRGB(column, row, tile.pixels().rgb(row, column));
      }
    }
    return image;
  }
}
