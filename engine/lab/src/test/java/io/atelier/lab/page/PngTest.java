package io.atelier.lab.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
  @TempDir Path folder;

  @Test
  void comesBackFromAFilePixelForPixel() throws IOException {
    BufferedImage drawn = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    drawn.setRGB(2, 1, 0x336699);
    Path file = Files.write(folder.resolve("drawn.png"), new Png(drawn).bytes());
    BufferedImage read = Png.read(file).image();
    assertThat(read.getWidth()).isEqualTo(3);
    assertThat(read.getHeight()).isEqualTo(2);
    assertThat(read.getRGB(2, 1)).isEqualTo(0xff336699);
    assertThat(read.getRGB(0, 0)).isEqualTo(0xff000000);
  }

  @Test
  void saysThatAFileIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("damaged.png"), "no picture");
    assertThatThrownBy(() -> Png.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " is damaged: it is no picture; delete it, to draw it again");
  }
}
