package io.atelier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.file.WholeFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code atelier data PATH}. */
class DataCommandTest {
  private final String home = System.getProperty("user.home");

  @TempDir Path folder;

  /** Decoded pictures are kept there. */
  @BeforeEach
  void liveInTheFolder() {
    System.setProperty("user.home", folder.resolve("home").toString());
  }

  @AfterEach
  void goHome() {
    System.setProperty("user.home", home);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void picture(String name, int rgb) throws IOException {
    var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 6; i++) {
      image.setRGB(i % 3, i / 3, rgb);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private Path pets() throws IOException {
    picture("pets/train/\u732b \"a\"/1.png", 0x102030);
    picture("pets/train/\u732b \"a\"/2.png", 0x302010);
    picture("pets/train/dog/1.png", 0x404040);
    picture("pets/test/dog/1.png", 0x404040);
    return folder.resolve("pets");
  }

  @Test
  void saysWhatAFolderOfPicturesHolds() throws IOException {
    String out = Cli.run("data", pets()).good().out();
    assertThat(out)
        .startsWith("Name        pets\nFormat      pictures\nWhere       " + folder)
        .contains(
            "Inputs      pictures 2x3 (height x width), RGB: bytes (0 to 255) [2, 3, 3]\n",
            "Targets     one of 2 classes\n",
            "Validation  no such part, and too few examples to hold some back for it\n",
            // A Chinese character takes two columns.
            """
               class         train  test
            0  dog               1     1
            1  \u732b "a"            2     0
               all examples      3     1
            """,
            """
            channel   mean  deviation  smallest  largest
            red      42.67      19.96        16       64
            """,
            "- test has examples of one class only.\n",
            "- 1 examples of test have the inputs of one of train.\n")
        .doesNotContain("Test  ");
  }

  @Test
  void drawsASheetAndAPage() throws IOException {
    Path png = folder.resolve("sheet.PNG");
    assertThat(Cli.run("data", pets(), "--out", png).good().out())
        .endsWith("Pictures: " + png + "\n");
    BufferedImage sheet = ImageIO.read(png.toFile());
    // A strip of ten pictures of 3x2 pixels, 21 times as large, with 4 pixels around each.
    assertThat(sheet.getHeight()).isEqualTo(2 * (4 + 42 + 4));
    int left = sheet.getWidth() - (4 + 10 * 67);
    assertThat(sheet.getRGB(left + 4, 4) & 0xFFFFFF).isEqualTo(0x404040);
    assertThat(sheet.getRGB(left + 4, 50 + 4) & 0xFFFFFF).isEqualTo(0x102030);
    assertThat(sheet.getRGB(left + 4 + 67, 50 + 4) & 0xFFFFFF).isEqualTo(0x302010);

    Path html = folder.resolve("page.html");
    Cli.run("data", pets(), "--size", "4X5", "--color", "Grayscale", "--out", html).good();
    assertThat(Files.readString(html))
        .contains("pictures 4x5", "\u732b &quot;a&quot;", "<figcaption>dog</figcaption>")
        .contains("src=\"data:image/png;base64,")
        .doesNotContain("http:", "https:");
  }

  @Test
  void refusesOrSkipsBrokenPictures() throws IOException {
    Path pets = pets();
    write("pets/train/dog/2.png", "no picture");
    Cli refused = Cli.run("data", pets);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines().filter(line -> line.startsWith("atelier: ")))
        .singleElement()
        .asString()
        .startsWith("atelier: 1 of the 4 files in " + pets.resolve("train"))
        .contains("dog/2.png");
    assertThat(Cli.run("data", pets, "--skip-broken").good().out())
        .contains(
            "- 1 of the 4 files in ",
            "dog/2.png (it is no BMP, GIF, JPEG or PNG); they are left out.");
  }

  @Test
  void saysWhatATableHolds() throws IOException {
    var rows = new StringBuilder("size,town,always,price\n");
    for (int i = 0; i < 20; i++) {
      rows.append(i % 4 == 0 ? "" : i)
          .append(i % 2 == 0 ? ",Ulm" : ",")
          .append(",7,")
          .append(i % 3)
          .append('\n');
    }
    Path houses = write("ho uses.csv", rows.toString());
    assertThat(Cli.run("data", houses).good().out())
        .contains(
            "Name        ho uses\nFormat      CSV table\n",
            "Targets     a number to predict (column price)\n",
            "Test        no such part: a training holds back 4 of the examples to train on\n",
            "Validation  no such part: a training holds back 2 of the rest\n",
            "part   examples\ntrain        20\n",
            """
            column  mean  deviation  smallest  largest  missing
            size      10      5.715         1       19        5
            """,
            "always     7          0         7        7        0\n",
            "town             1  Ulm                  10       10\n",
            "target    mean  deviation  smallest  largest\nprice   0.9500",
            "- The last column, price, is the target; name another if it is not.\n",
            "- The same number in all of train: always.\n");
    assertThat(Cli.run("data", houses, "--classes").good().out())
        .contains(
            "Targets     one of 3 classes (column price)\n",
            "0  0                 7\n1  1                 7\n2  2                 6\n",
            "holds back 4 of the examples to train on, of every class its share\n");
    assertThat(Cli.run("data", houses, "--target", "always").good().out())
        .contains("(column always)", "- The target of train is always 7.0.");
  }

  @Test
  void saysWhatIdxFilesWith26ClassesHold() throws IOException {
    int count = 260;
    ByteBuffer images = ByteBuffer.allocate(16 + count * 4);
    images.putInt(0x803).putInt(count).putInt(2).putInt(2);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      images.putInt(0x01020304 * i);
      labels.put((byte) (i % 26 + 1));
    }
    Path letters = Files.createDirectory(folder.resolve("letters"));
    WholeFile.write(letters.resolve("train-images.idx3-ubyte"), images.array());
    WholeFile.write(letters.resolve("train-labels.idx1-ubyte"), labels.array());
    assertThat(Cli.run("data", letters).good().out())
        .contains(
            "Format      IDX files\n",
            "gray: bytes (0 to 255) [2, 2]\n",
            "one of 26 classes\n",
            "25  26               10\n",
            "- The labels 1 to 26 became the class numbers 0 to 25.\n");
    WholeFile.write(letters.resolve("train-labels.idx1-ubyte"), new byte[20]);
    Cli damaged = Cli.run("data", letters);
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err()).startsWith("atelier: IdxFile " + letters.resolve("train-labels"));
    assertThat(damaged.err().lines()).hasSize(1);
  }

  @Test
  void saysWhatAnNpzHolds() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy("<f4", "(3, 2)", 24, 1));
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(npy("|u1", "(3,)", 3, 0));
    }
    Path file = folder.resolve("few.npz");
    WholeFile.write(file, bytes.toByteArray());
    assertThat(Cli.run("data", file).good().out())
        .contains(
            "Format      NPZ file\n",
            "Inputs      32-bit floats [2]\n",
            "- All inputs of train are constant: there is nothing to learn from.\n");
  }

  private static byte[] npy(String type, String shape, int size, int fill) {
    String header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    header += " ".repeat(117 - header.length()) + "\n";
    ByteBuffer file = ByteBuffer.allocate(10 + header.length() + size);
    file.put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    file.put((byte) header.length()).put((byte) 0);
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    while (file.hasRemaining()) {
      file.put((byte) fill);
    }
    return file.array();
  }

  @Test
  void saysThatNothingIsThere() throws IOException {
    Path none = folder.resolve("none");
    Cli cli = Cli.run("data", none);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "atelier: "
                + none
                + " needs to be a file or a folder that can be read, got nothing there; correct the path or its permissions"
                + System.lineSeparator());
    Cli empty = Cli.run("data", Files.createDirectory(folder.resolve("empty")));
    assertThat(empty.code()).isEqualTo(1);
    assertThat(empty.err()).contains("got a folder without such files; it reads: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FILE --size 4x4       | --size needs files of pictures, got the format CSV table; leave it out
          FILE --skip-broken    | --skip-broken needs files of pictures, got the format CSV table
          FILE --size 64        | Invalid value for option '--size': expected height and width in pixels, such as 64x64, but was '64'
          FILE --size 0x4       | Invalid value for option '--size': ImageSize needs sides of 1 to 32768 pixels
          FILE --color blue     | Invalid value for option '--color'
          FILE --out a.gif      | --out needs a file that ends in .png or .html, got a.gif; rename it
          FILE --out a.png      | --out FILE.png needs data of pictures, got the format CSV table; give FILE.html
          FILE --data x         | --data says where the files of a data set are that is known by name (
          FILE FILE             | Unmatched argument at index 2
          --out a.png           | --out needs DATA, got none; name your data
          --classes             | --classes needs DATA, got none; name your data
          """)
  void refusesFlagsThatMeanNothing(String arguments, String message) throws IOException {
    Path file = write("a.csv", "a,b\n1,2\n3,4\n");
    String line =
        "data " + arguments.replace("FILE", file.toString()).replace("--out " + file, "--out FILE");
    CommandLineTest.refused(Cli.run((Object[]) line.split(" ")), message, "atelier data");
  }
}
