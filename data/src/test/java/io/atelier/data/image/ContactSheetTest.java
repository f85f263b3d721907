package io.atelier.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static BufferedImage sheet(DataSet set, int columns) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(ContactSheet.png(set, columns)));
  }

  private static DataSet set(Values inputs, Values targets, String... names) {
    return new DataSet(
        "pets",
        new Examples(inputs, targets),
        Optional.empty(),
        Optional.empty(),
        List.of(names),
        Map.of());
  }

  /** Five pictures of 1x2 pixels, enlarged 32 times: class 1 first. */
  @Test
  void showsTheFirstPicturesOfEachClassInARow() throws IOException {
    byte[] pixels = new byte[5 * 6];
    for (int i = 0; i < 5; i++) {
      pixels[6 * i] = (byte) (10 * i);
      pixels[6 * i + 5] = (byte) 200;
    }
    var labels = IntValues.of(new int[] {1, 0, 1, 1, 0}, 5);
    BufferedImage sheet = sheet(set(ByteValues.of(pixels, 5, 1, 2, 3), labels, "a", "b"), 2);
    assertThat(sheet.getWidth()).isEqualTo(4 + 2 * 68);
    assertThat(sheet.getHeight()).isEqualTo(4 + 2 * 36);
    assertThat(sheet.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(sheet.getRGB(4, 4) & 0xffffff).isEqualTo(10 << 16);
    assertThat(sheet.getRGB(4 + 68, 4) & 0xffffff).isEqualTo(40 << 16);
    assertThat(sheet.getRGB(4, 4 + 36) & 0xffffff).isZero();
    assertThat(sheet.getRGB(4 + 68 + 31, 4 + 36 + 31) & 0xffffff).isEqualTo(20 << 16);
    assertThat(sheet.getRGB(4 + 68 + 32, 4 + 36 + 31) & 0xffffff).isEqualTo(200);
  }

  @Test
  void showsGrayTransparentAndLabelledTwice() throws IOException {
    var gray = ByteValues.of(new byte[] {7, (byte) 250}, 2, 1, 1);
    var both = FloatValues.of(new float[] {1, 1, 0, 1}, 2, 2);
    BufferedImage sheet = sheet(set(gray, both, "a", "b"), 3);
    assertThat(sheet.getRGB(4, 4) & 0xffffff).isEqualTo(0x070707);
    assertThat(sheet.getRGB(4 + 68, 4) & 0xffffff).isEqualTo(0xffffff);
    assertThat(sheet.getRGB(4 + 68, 4 + 68) & 0xffffff).isEqualTo(0xfafafa);

    var clear = ByteValues.of(new byte[] {0, 0, 0, 0, 9, 0, 0, (byte) 255}, 2, 1, 1, 4);
    sheet = sheet(set(clear, FloatValues.of(new float[] {1, 2}, 2)), 5);
    assertThat(sheet.getRGB(4, 4) & 0xffffff).isEqualTo(0xffffff);
    assertThat(sheet.getRGB(4 + 68, 4) & 0xffffff).isEqualTo(0x090000);
  }

  @Test
  void leavesPixelsOfLargePicturesOut() throws IOException {
    var large = ByteValues.of(new byte[1000 * 600], 1, 1000, 600);
    BufferedImage sheet = sheet(set(large, IntValues.of(new int[1], 1), "a"), 1);
    assertThat(sheet.getHeight()).isEqualTo(4 + 250 + 4);
    assertThat(sheet.getWidth()).isEqualTo(4 + 150 + 4);
  }

  @Test
  void refusesOtherThings() {
    var labels = IntValues.of(new int[1], 1);
    DataSet floats = set(FloatValues.of(new float[4], 1, 2, 2), labels, "a");
    assertThat(ContactSheet.shows(floats)).isFalse();
    assertThatThrownBy(() -> ContactSheet.png(floats, 1))
        .hasMessage(
            "ContactSheet needs bytes [height, width] or [height, width, channels], got"
                + " FloatValues[1, 2, 2]; give pictures");
    DataSet pictures = set(ByteValues.of(new byte[4], 1, 2, 2), labels, "a");
    assertThatThrownBy(() -> ContactSheet.png(pictures, 0))
        .hasMessageContaining("1 to 50 pictures of a class, got 0");
  }
}
