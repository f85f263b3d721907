package io.atelier.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
  /** In the order in which Keras' index_directory lists these files, unshuffled. */
  private static final List<String> KERAS =
      List.of(
          "Z/1.gif",
          "Z/z.bmp",
          "b/.h.png",
          "b/10.png",
          "b/2.png",
          "b/x/3.PNG",
          "b/x-y/4.jpg",
          "b/x/y/5.jpeg",
          "c/deep.png",
          "c/deep/er/1.png",
          "~/1.png",
          "~a/1.png",
          "~b/1.png",
          "~c/1.png");

  @TempDir private Path temporary;
  private Path folder;
  private final Pictures decoder = new Pictures();

  @BeforeEach
  void name() {
    folder = temporary.resolve("pets");
  }

  private ImageSet set() {
    return ImageSet.of(folder).in(ImageCache.NONE);
  }

  /** The picture at a place of {@link #KERAS} has this place as its level. */
  private void keras() throws IOException {
    for (int i = 0; i < KERAS.size(); i++) {
      Pictures.write(folder.resolve(KERAS.get(i)), i);
    }
    Files.createDirectories(folder.resolve(".hidden"));
    Pictures.write(folder.resolve(".hidden/1.png"), 99);
    Pictures.write(folder.resolve("loose.png"), 99);
    Files.writeString(folder.resolve("b/note.txt"), "no picture");
  }

  private static int[] levels(Examples examples) {
    Values inputs = examples.inputs();
    return IntStream.range(0, inputs.count())
        .map(i -> (int) inputs.number((long) i * inputs.exampleSize()))
        .toArray();
  }

  private static int[] labels(Examples examples) {
    return ((IntValues) examples.targets()).values();
  }

  @Test
  void readsAFolderInKerasOrder() throws IOException {
    keras();
    DataSet set = set().load(decoder);
    assertThat(set.name()).isEqualTo("pets");
    assertThat(set.classNames()).containsExactly("Z", "b", "c", "~", "~a", "~b", "~c");
    assertThat(set.train().inputs().shape()).containsExactly(14, 2, 3, 1);
    assertThat(levels(set.train())).containsExactly(IntStream.range(0, 14).toArray());
    assertThat(labels(set.train())).containsExactly(0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6);
    assertThat(set.validation()).isEmpty();
    assertThat(set.test()).isEmpty();
    assertThat(ImageFolder.is(folder)).isTrue();
    assertThat(ImageFolder.is(temporary.resolve("nothing"))).isFalse();
  }

  /** From Keras' own functions run on these files: shuffle with seed 7, split 0.3. */
  @Test
  void splitsAsKerasDoes() throws IOException {
    keras();
    DataSet set = set().split(0.3, 7).load(decoder);
    assertThat(levels(set.train())).containsExactly(12, 11, 2, 5, 0, 1, 13, 8, 7, 10);
    assertThat(labels(set.train())).containsExactly(5, 4, 1, 1, 0, 0, 6, 2, 1, 3);
    Examples validation = set.validation().orElseThrow();
    assertThat(levels(validation)).containsExactly(3, 6, 9, 4);
    assertThat(labels(validation)).containsExactly(1, 1, 2, 1);
  }

  @Test
  void refusesAShareThatLeavesNothing() throws IOException {
    keras();
    assertThatThrownBy(() -> set().split(0.01, 7).load(decoder))
        .hasMessage(
            "KerasSplit[share=0.01, seed=7] needs to leave both parts a picture, got 14 pictures;"
                + " choose another share");
    assertThatThrownBy(() -> set().split(1, 7)).hasMessageContaining("share in (0, 1), got 1.0");
    assertThatThrownBy(() -> set().split(0.2, -7)).hasMessageContaining("got -7");
  }

  @Test
  void readsPartsAndTheirCommonClasses() throws IOException {
    Pictures.write(folder.resolve("train/cat/1.png"), 1);
    Pictures.write(folder.resolve("train/dog/1.png"), 2);
    Pictures.write(folder.resolve("train/owl/1.png"), 3);
    Pictures.write(folder.resolve("val/owl/1.png"), 4);
    Pictures.write(folder.resolve("test/dog/1.png"), 5);
    Pictures.write(folder.resolve("test/dog/2.png"), 6);
    DataSet set = set().load(decoder);
    assertThat(set.classNames()).containsExactly("cat", "dog", "owl");
    assertThat(labels(set.validation().orElseThrow())).containsExactly(2);
    assertThat(labels(set.test().orElseThrow())).containsExactly(1, 1);
    assertThat(levels(set.test().orElseThrow())).containsExactly(5, 6);
    assertThat(set.fingerprint()).containsOnlyKeys("train", "validation", "test");
    assertThatThrownBy(() -> set().split(0.5, 1).load(decoder))
        .hasMessageContaining("it has a folder to validate on; leave the split out");

    Pictures.write(folder.resolve("validation/owl/1.png"), 4);
    assertThatThrownBy(() -> set().load(decoder))
        .hasMessage(
            folder
                + " needs one folder for its part validation, got several among [test, train, val,"
                + " validation]; merge them");
  }

  @Test
  void readsPartsInCapitals() throws IOException {
    Pictures.write(folder.resolve("Training/cat/1.png"), 1);
    Pictures.write(folder.resolve("Test/cat/1.png"), 2);
    DataSet set = set().load(decoder);
    assertThat(set.classNames()).containsExactly("cat");
    assertThat(levels(set.test().orElseThrow())).containsExactly(2);
  }

  @Test
  void refusesPartsBesideOtherFolders() throws IOException {
    Pictures.write(folder.resolve("train/cat/1.png"), 1);
    Pictures.write(folder.resolve("test/cat/1.png"), 2);
    Pictures.write(folder.resolve("cow/1.png"), 3);
    assertThatThrownBy(() -> set().load(decoder))
        .hasMessage(
            folder
                + " needs to have either parts, such as train and test, or classes, got [cow]"
                + " beside [test, train]; move or rename what does not belong there");
  }

  @Test
  void refusesAClassThatIsNotTrained() throws IOException {
    Pictures.write(folder.resolve("train/cat/1.png"), 1);
    Pictures.write(folder.resolve("test/cow/1.png"), 5);
    assertThatThrownBy(() -> set().load(decoder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s needs the classes of %s, got [cow] beside them; rename or remove these folders"
                .formatted(folder.resolve("test"), folder.resolve("train")));
  }

  /** A set of vehicles may have a class of trains. */
  @Test
  void trainMayBeAClass() throws IOException {
    Pictures.write(folder.resolve("train/1.png"), 1);
    Pictures.write(folder.resolve("bus/1.png"), 2);
    assertThat(set().load(decoder).classNames()).containsExactly("bus", "train");
  }

  @Test
  void refusesFoldersWithoutPictures() throws IOException {
    assertThatThrownBy(() -> set().load(decoder)).hasMessageContaining("got nothing there");
    Pictures.write(folder.resolve("1.png"), 1);
    assertThatThrownBy(() -> set().load(decoder))
        .hasMessage(
            folder
                + " needs a sub-folder of pictures (bmp, gif, jpg, png) for each class, got 0"
                + " folders without pictures and 1 pictures beside them; put each picture into its"
                + " class's folder");
    assertThat(ImageFolder.is(folder)).isFalse();
  }

  @Test
  void namesAndCountsBrokenPicturesAndSkipsThemIfTold() throws IOException {
    keras();
    Files.write(folder.resolve("b/2.png"), new byte[0]);
    Files.writeString(folder.resolve("Z/1.gif"), "<html>");
    assertThatThrownBy(() -> set().load(decoder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "2 of the 14 files in "
                + folder
                + " hold no picture that can be decoded: Z/1.gif (it is no picture), b/2.png (it is"
                + " no picture); replace or remove them, or have broken pictures skipped");
    DataSet set = set().with(ImageOptions.DEFAULT.skippingBroken()).load(decoder);
    assertThat(levels(set.train())).containsExactly(1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    assertThat(labels(set.train())).containsExactly(0, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6);
  }

  @Test
  void refusesASetOfBrokenPicturesOnly() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    for (int i = 0; i < 12; i++) {
      Files.write(folder.resolve("a/%s.png".formatted(i)), new byte[0]);
    }
    assertThatThrownBy(() -> set().with(ImageOptions.DEFAULT.skippingBroken()).load(decoder))
        .hasMessageContaining("needs files that hold pictures, got 12 that do not: a/0.png (it is")
        .hasMessageContaining(" and 2 more; give BMP");
  }

  @Test
  void refusesDifferentSizesUnlessOneIsGiven() throws IOException {
    Pictures.write(folder.resolve("a/1.png"), 1, 4, 5);
    Pictures.write(folder.resolve("b/1.png"), 2, 5, 4);
    assertThatThrownBy(() -> set().load(decoder))
        .hasMessage(
            folder
                + " needs pictures of one size, got a/1.png of 4x5 and b/1.png of 5x4; give the"
                + " size to bring all of them to");
    assertThat(set().resized(7, 8).load(decoder).exampleShape()).containsExactly(7, 8, 1);
  }

  @Test
  void theFingerprintIsOfTheFilesAlone() throws IOException {
    keras();
    String fingerprint = set().load(decoder).fingerprint().get("train");
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(set().resized(9, 9).load(decoder).fingerprint()).containsValue(fingerprint);
    Files.move(folder, temporary.resolve("moved"));
    assertThat(ImageSet.of(temporary.resolve("moved")).in(ImageCache.NONE).load(decoder))
        .extracting(set -> set.fingerprint().get("train"))
        .isEqualTo(fingerprint);
    folder = temporary.resolve("moved");
    Pictures.write(folder.resolve("b/2.png"), 77);
    assertThat(set().load(decoder).fingerprint()).doesNotContainValue(fingerprint);
  }

  private Path csv(String text) throws IOException {
    name();
    keras();
    folder = Files.writeString(temporary.resolve("pets/list.csv"), text);
    return folder;
  }

  @Test
  void readsAListOfPictures() throws IOException {
    csv("\uFEFFLabel,path\r\ndog,b/2.png\r\n\r\n cat ,\"Z/1.gif\"\r\ndog,b/10.png\r\n");
    DataSet set = set().load(decoder);
    assertThat(set.classNames()).containsExactly("cat", "dog");
    assertThat(levels(set.train())).containsExactly(4, 0, 3);
    assertThat(labels(set.train())).containsExactly(1, 0, 1);
    assertThat(set.fingerprint()).containsOnlyKeys("list.csv", "train");
    assertThat(ImageCsv.is(folder)).isTrue();
  }

  @Test
  void readsSeveralLabelsOfAPicture() throws IOException {
    csv("path,label\nb/2.png,sun|sea\nZ/1.gif,\nb/10.png,sea| wind |sea\n");
    DataSet set = set().load(decoder);
    assertThat(set.classNames()).containsExactly("sea", "sun", "wind");
    assertThat(set.train().targets())
        .isEqualTo(FloatValues.of(new float[] {1, 1, 0, 0, 0, 0, 1, 0, 1}, 3, 3));
  }

  @Test
  void saysWhatIsWrongWithAList() throws IOException {
    assertWrong("a,b\n1,2\n", "needs the header path,label, got a,b; name its columns so");
    assertWrong("path,label\n", "needs at least one picture, got none; list some");
    assertWrong("path,label\nno.png,a\n", "got 'no.png' in line 2; correct the path");
    assertWrong("path,label\nb,a\n", "got 'b' in line 2");
    assertWrong("path,label\nb/2.png,\n", "needs a label for each picture, got none in line 2");
    assertWrong("path,label\nb/2.png,a,b\n", "needs two values a line, got 3 in line 2");
    assertWrong("path,label\n\"b/2.png,a\n", "needs to be CSV, got an error:");
    assertWrong("", "needs the header path,label");
    Files.write(csv(""), new byte[] {'p', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> set().load(decoder)).hasMessageContaining("needs to be UTF-8");
    assertThat(ImageCsv.is(folder)).isFalse();
    Files.writeString(folder, "path,label,size\n");
    assertThat(ImageCsv.is(folder)).isFalse();
  }

  private void assertWrong(String text, String message) throws IOException {
    csv(text);
    assertThatThrownBy(() -> set().load(decoder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
