package io.atelier.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.table.CategoryColumn;
import io.atelier.data.table.CsvFile;
import io.atelier.data.table.NumberColumn;
import io.atelier.data.table.TableEncoding;
import io.atelier.data.table.TableOptions;
import io.atelier.data.table.TargetKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFormatTest {
  private static final String HOUSES =
      """
      size,town,rooms,price
      100,Ulm,4,10.5
      ?,"Ulm, Neu",3,12
      50,NA,2,7
      60,Bonn,,8
      """;

  @TempDir Path folder;

  @Test
  void readsNumbersCategoriesAndMissingValues() throws IOException {
    Reading reading = read(put("houses.csv", HOUSES));
    DataSet set = reading.data();
    TableEncoding encoding = reading.encoding().orElseThrow();
    assertThat(encoding)
        .isEqualTo(
            new TableEncoding(
                List.of(new NumberColumn("size", 70, true), new NumberColumn("rooms", 3, true)),
                List.of(new CategoryColumn("town", List.of("Bonn", "Ulm", "Ulm, Neu"))),
                "price"));
    assertThat(encoding.inputNames())
        .containsExactly(
            "size",
            "size is missing",
            "rooms",
            "rooms is missing",
            "town is Bonn",
            "town is Ulm",
            "town is Ulm, Neu");
    assertThat(set.train().inputs())
        .isEqualTo(
            FloatValues.of(
                new float[] {
                  100, 0, 4, 0, 0, 1, 0, //
                  70, 1, 3, 0, 0, 0, 1, //
                  50, 0, 2, 0, 0, 0, 0, //
                  60, 0, 3, 1, 1, 0, 0
                },
                4,
                7));
    assertThat(set.train().targets()).isEqualTo(FloatValues.of(new float[] {10.5f, 12, 7, 8}, 4));
    assertThat(set.classes()).isZero();
    assertThat(set.name()).isEqualTo("houses");
    assertThat(reading.notes())
        .containsExactly("The last column, price, is the target; name another if it is not.");
  }

  @Test
  void encodesNewRowsAsTheModelLearned() throws IOException {
    TableEncoding encoding = read(put("houses.csv", HOUSES)).encoding().orElseThrow();
    Path fresh = put("new.csv", "town;rooms;extra;size\nBonn;1;x;2\nMars;;y;3\n");
    var notes = new ArrayList<String>();
    assertThat(encoding.encode(CsvFile.open(fresh), notes))
        .isEqualTo(FloatValues.of(new float[] {2, 0, 1, 0, 1, 0, 0, 3, 0, 3, 1, 0, 0, 0}, 2, 7));
    assertThat(notes)
        .containsExactly(
            fresh
                + " has 1 rows whose category in the column town is not in the training part: they count as none of the known ones.");
    assertThat(encoding.encode(Map.of("size", "5", "town", "Ulm", "rooms", "nan")))
        .containsExactly(5, 0, 3, 1, 0, 1, 0);
    assertThatThrownBy(() -> encoding.encode(Map.of("size", "5", "town", "Ulm")))
        .hasMessageStartingWith("the row needs a column rooms");
    assertThatThrownBy(() -> encoding.encode(Map.of("size", "big", "town", "Ulm", "rooms", "1")))
        .hasMessage("the row needs a finite number in its column size, got 'big'; mend it");
    Path wrong = put("wrong.csv", "size,town,rooms\n1,Ulm,2\n1e39,Ulm,2\n");
    assertThatThrownBy(() -> encoding.encode(CsvFile.open(wrong), notes))
        .hasMessageContaining("got '1e39' in line 3");
  }

  @Test
  void saysWhereNewRowsLackWhatTheOthersHad() throws IOException {
    Path train = put("train.csv", "a,y\n1,2.5\n3,4.5\n");
    put("test.csv", "y,a\n1.5,\n");
    Reading reading = read(folder);
    assertThat(reading.data().test().orElseThrow().inputs())
        .isEqualTo(FloatValues.of(new float[] {2}, 1, 1));
    assertThat(reading.notes())
        .contains(
            folder.resolve("test.csv")
                + " lacks 1 numbers in its column a, where the training part lacks none: its mean is used.");
    assertThat(reading.data().fingerprint()).containsOnlyKeys("train.csv", "test.csv");
    assertThat(reading.data().name()).isEqualTo(folder.getFileName().toString());
    Files.delete(train);
    assertThatThrownBy(() -> read(folder)).hasMessageContaining("a folder without such files");
  }

  @Test
  void readsClasses() throws IOException {
    Path flowers = put("f.csv", "kind,length\nrose,1\ntulip,2\nrose,3\naster,4\n");
    DataSet set = read(flowers, TableOptions.DEFAULT.predicting("kind")).data();
    assertThat(set.classNames()).containsExactly("aster", "rose", "tulip");
    assertThat(set.train().targets()).isEqualTo(IntValues.of(new int[] {1, 2, 1, 0}, 4));
  }

  @Test
  void readsAColumnOfWeightsThatIsNoInput() throws IOException {
    Path file = put("w.csv", "a,y,w\n1,2.5,0\n3,4.5,1.5\n");
    Reading reading = read(file, TableOptions.DEFAULT.weighedBy("w"));
    assertThat(reading.encoding().orElseThrow().inputNames()).containsExactly("a");
    assertThat(reading.encoding().orElseThrow().target()).isEqualTo("y");
    Examples train = reading.data().train();
    assertThat(train.weights()).contains(FloatValues.of(new float[] {0, 1.5f}, 2));
    assertThat(train.slice(1, 2).weights()).contains(FloatValues.of(new float[] {1.5f}, 1));
    Path negative = put("n.csv", "a,y,w\n1,2.5,1\n3,4.5,-1\n");
    assertThatThrownBy(() -> read(negative, TableOptions.DEFAULT.weighedBy("w")))
        .hasMessageContaining(
            "needs numbers from 0 in its column of weights w, got '-1' in line 3");
    assertThatThrownBy(() -> read(file, TableOptions.DEFAULT.weighedBy("none")))
        .hasMessageContaining("needs a column none, got [a, y, w]");
  }

  @Test
  void readsNumbersAsClassesOnlyWhenToldSo() throws IOException {
    Path stars = put("s.csv", "a,stars\n0.1,10\n0.2,9\n0.3,10\n");
    Reading numbers = read(stars);
    assertThat(numbers.data().classes()).isZero();
    assertThat(numbers.notes())
        .contains(
            "The target column stars holds only 2 different whole numbers and is read as numbers to predict; say so if they are classes.");
    DataSet classes = read(stars, kind(TargetKind.CLASSES)).data();
    assertThat(classes.classNames()).containsExactly("9", "10");
    assertThat(classes.train().targets()).isEqualTo(IntValues.of(new int[] {1, 0, 1}, 3));
    assertThat(read(stars, kind(TargetKind.NUMBERS)).notes()).hasSize(1);
    Path text = put("t.csv", "a,b\n1,x\n");
    assertThatThrownBy(() -> read(text, kind(TargetKind.NUMBERS)))
        .hasMessageContaining("The target column b needs numbers, got text");
  }

  @Test
  void classesThatAreNumbersAreTheSameHoweverTheyAreWritten() throws IOException {
    put("train.csv", "a,stars\n0.1,1.0\n0.2,2.0\n");
    put("test.csv", "a,stars\n0.1,2\n0.2,01\n");
    DataSet set = read(folder, kind(TargetKind.CLASSES)).data();
    assertThat(set.classNames()).containsExactly("1", "2");
    assertThat(set.test().orElseThrow().targets()).isEqualTo(IntValues.of(new int[] {1, 0}, 2));
  }

  @Test
  void refusesTargetsThatAreNumbersInOneFileAlone() throws IOException {
    put("train.csv", "a,b\n1,2\n2,3\n");
    put("test.csv", "a,b\n1,x\n");
    assertThatThrownBy(() -> read(folder))
        .hasMessageContaining("The target column b needs numbers in all files or text in all");
  }

  @Test
  void refusesDecimalCommasAsClasses() throws IOException {
    Path file = put("c.csv", "a;b\n1;3,5\n2;4,1\n");
    assertThatThrownBy(() -> read(file))
        .hasMessageContaining("needs numbers with a decimal point, got decimal commas");
  }

  @Test
  void takesPandasNumbersAsNamesOfColumns() throws IOException {
    DataSet set = read(put("iris.csv", "0,1,species\n5.1,3.5,setosa\n6.2,2.9,other\n")).data();
    assertThat(set.classNames()).containsExactly("other", "setosa");
    assertThat(set.train().size()).isEqualTo(2);
  }

  @Test
  void leavesOutWhatIsNoCategoryAndSaysSo() throws IOException {
    var rows = new StringBuilder("id,name,code,empty,y\n");
    for (int i = 0; i < 30; i++) {
      rows.append("%s,person %s,%s,,%s\n".formatted(i, i, i % 3, i * 0.5));
    }
    Path people = put("people.csv", rows.toString());
    Reading reading = read(people);
    assertThat(reading.encoding().orElseThrow().inputNames()).containsExactly("id", "code");
    assertThat(reading.notes())
        .contains(
            "The column id counts the rows; leave it out if it is no more.",
            "The column name is left out: it has 30 different texts; say so if they are categories.",
            "The column empty is left out: it has no value in any row.");
    TableOptions options =
        new TableOptions(
            Optional.empty(), TargetKind.AUTOMATIC, List.of("code", "name"), List.of("id"));
    assertThat(read(people, options).encoding().orElseThrow().inputNames())
        .hasSize(33)
        .startsWith("name is person 0")
        .endsWith("code is 0", "code is 1", "code is 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2.5\n", "a;b\n1;2.5\n", "a\tb\n1\t2.5\n", "\uFEFFa,b\r\n1,2.5"})
  void findsTheSeparator(String content) throws IOException {
    Reading reading = read(put("x.csv", content));
    assertThat(reading.encoding().orElseThrow().inputNames()).containsExactly("a");
    DataSet set = reading.data();
    assertThat(set.train().inputs()).isEqualTo(FloatValues.of(new float[] {1}, 1, 1));
    assertThat(set.train().targets()).isEqualTo(FloatValues.of(new float[] {2.5f}, 1));
  }

  @Test
  void readsAFileWithoutNamesAndOneThatIsPacked() throws IOException {
    Path plain = put("iris.csv", "5.1,3.5,setosa\n6.2,2.9,virginica\n");
    assertThat(read(plain).notes())
        .contains(
            plain
                + " has numbers in its first line, so its columns are called column 1 to column 3.");
    assertThat(read(plain).data().classNames()).containsExactly("setosa", "virginica");
    assertThat(read(plain).data().train().size()).isEqualTo(2);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(Files.readAllBytes(plain));
    }
    Path other = Files.write(folder.resolve("iris.csv.gz"), packed.toByteArray());
    assertThat(read(other).data()).isEqualTo(read(plain).data());
    Path cut = folder.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    assertThatThrownBy(() -> read(cut)).hasMessageContaining("needs a whole gzip stream");
  }

  @Test
  void refusesWhatIsDamagedByNameAndLine() throws IOException {
    refused("", "needs rows, got an empty file");
    refused("a,b\n", "needs rows, got none below the names");
    refused("a,b\n1,2\n1\n", "needs 2 cells in every row, got 1 in line 3");
    refused("a,a\n1,2\n", "names of columns that differ, got a twice");
    refused("a,b\n1,\"2\n", "needs quotes that are closed");
    refused("a,b\n1,2\n2,?\n", "in its target column b in every row, got '?' in line 3");
    refused(
        "a,b\n1,2\n2,3\nx,4\n",
        "needs numbers in its column a, as in 2 other rows, got 'x' in line 4");
    refused("a,b\n1,2\n-inf,3\n", "finite numbers in its column a, got another in line 3");
    refused("a,b\n1,2\n2,inf\n", "finite numbers in its column b, got another in line 3");
    refused("a,b\n,2\n", "needs a column to learn from beside its target b, got none");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "a,b\n\u00e4,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> read(latin)).hasMessageContaining("latin.csv needs text in UTF-8");
    Path fine = put("fine.csv", "a,b\n1,2\n");
    assertThatThrownBy(() -> read(fine, TableOptions.DEFAULT.predicting("c")))
        .hasMessageContaining("needs a column c, got [a, b]; name one of these");
    assertThatThrownBy(
            () -> new TableOptions(Optional.of("a"), TargetKind.AUTOMATIC, List.of(), List.of("a")))
        .hasMessageContaining("got a left out");
  }

  @Test
  void doesWithoutATestFileThatHasNoAnswers() throws IOException {
    put("train.csv", "a,b\n1,2.5\n");
    put("test.csv", "a\n1\n");
    Reading reading = read(folder);
    assertThat(reading.data().test()).isEmpty();
    assertThat(reading.notes())
        .contains(folder.resolve("test.csv") + " has no target column b, so it is not used.");
  }

  private static TableOptions kind(TargetKind kind) {
    return new TableOptions(Optional.empty(), kind, List.of(), List.of());
  }

  private void refused(String content, String message) throws IOException {
    Path file = put("wrong.csv", content);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private Path put(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Reading read(Path path) throws DataSetException {
    return Formats.read(path, ReadOptions.DEFAULT);
  }

  private static Reading read(Path path, TableOptions options) throws DataSetException {
    return Formats.read(path, ReadOptions.DEFAULT.with(options));
  }
}
