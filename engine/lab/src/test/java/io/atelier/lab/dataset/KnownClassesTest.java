package io.atelier.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.DataSetException;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownClassesTest {
  private static final List<String> PETS = List.of("cat", "dog", "fish");

  @Test
  void theSameClassesKeepTheirNumbers() throws DataSetException {
    Examples part = labelled(2, 0, 1);
    assertThat(known(PETS).of(set(PETS, part), part)).isSameAs(part);
  }

  @Test
  void classesInAnotherOrderGetTheNumbersOfTheRun() throws DataSetException {
    assertThat(renumbered(PETS, List.of("fish", "dog", "cat"), labelled(0, 1, 2, 0)))
        .containsExactly(2, 1, 0, 2);
  }

  @Test
  void someOfTheClassesAreEnough() throws DataSetException {
    assertThat(renumbered(PETS, List.of("dog", "fish"), labelled(0, 1, 1)))
        .containsExactly(1, 2, 2);
  }

  @Test
  void classesThatAreOnlyNumbersAreThoseOfTheRunInOrder() throws DataSetException {
    assertThat(renumbered(PETS, List.of("0", "1"), labelled(1, 0))).containsExactly(1, 0);
  }

  @Test
  void aNumberThatIsTheNameOfAClassIsThatClass() throws DataSetException {
    assertThat(renumbered(List.of("1", "0"), List.of("0", "1"), labelled(0, 1)))
        .containsExactly(1, 0);
  }

  /** By name 1 is the first class, by number 0 would be the same. */
  @Test
  void numbersOfWhichTheRunKnowsSomeAreNames() {
    Examples part = labelled(0, 1, 2);
    List<String> others = List.of("0", "1", "2");
    assertThatThrownBy(() -> known(List.of("1", "2", "3")).of(set(others, part), part))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other needs the classes that the run knows, [1, 2, 3], got 0; leave its examples out");
  }

  @Test
  void oneClassEachIsARowToARunOfSeveral() throws DataSetException {
    KnownClasses several = new KnownClasses(PETS, true, Path.of("other"));
    Examples part = labelled(1, 0);
    Values others = several.of(set(List.of("dog", "fish"), part), part).targets();
    assertThat(others.shape()).containsExactly(2, 3);
    assertThat(numbers(others, 6)).containsExactly(0, 0, 1, 0, 1, 0);
    Values same = several.of(set(PETS, part), part).targets();
    assertThat(numbers(same, 6)).containsExactly(0, 1, 0, 1, 0, 0);
  }

  @Test
  void severalLabelsOfAnExampleEachGetTheNumberOfTheRun() throws DataSetException {
    Values targets = ByteValues.of(new byte[] {1, 0, 1, 1}, 2, 2);
    Examples part = new Examples(inputs(2), targets);
    Values known = known(PETS).of(set(List.of("fish", "cat"), part), part).targets();
    assertThat(known.shape()).containsExactly(2, 3);
    assertThat(numbers(known, 6)).containsExactly(0, 0, 1, 1, 0, 1);
  }

  @Test
  void numbersToPredictStayAsTheyAre() throws DataSetException {
    Examples part = new Examples(inputs(2), FloatValues.of(new float[] {1.5f, -2}, 2));
    assertThat(known(List.of()).of(set(List.of(), part), part)).isSameAs(part);
  }

  @Test
  void aClassThatTheRunDoesNotKnowIsRefusedByName() {
    Examples part = labelled(0, 1);
    assertThatThrownBy(() -> known(PETS).of(set(List.of("dog", "horse"), part), part))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other needs the classes that the run knows, [cat, dog, fish], got horse; leave its examples out");
  }

  @Test
  void moreNumbersThanTheRunHasClassesAreRefused() {
    Examples part = labelled(0, 1, 2);
    List<String> more = List.of("0", "1", "2", "3");
    assertThatThrownBy(() -> known(PETS).of(set(more, part), part))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other needs the classes that the run knows, [cat, dog, fish], got 0; leave its examples out");
  }

  @Test
  void classesInsteadOfNumbersAreRefusedAndTheOtherWayRound() {
    Examples part = labelled(0, 1, 2);
    assertThatThrownBy(() -> known(List.of()).of(set(PETS, part), part))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other needs numbers to predict as the run was trained on, got classes [cat, dog, fish]; give data of the same kind");
    Examples numbers = new Examples(inputs(2), FloatValues.of(new float[] {1, 2}, 2));
    assertThatThrownBy(() -> known(PETS).of(set(List.of(), numbers), numbers))
        .isInstanceOf(DataSetException.class)
        .hasMessage(
            "other needs classes [cat, dog, fish] as the run was trained on, got numbers to predict; give data of the same kind");
  }

  private static KnownClasses known(List<String> names) {
    return new KnownClasses(names, false, Path.of("other"));
  }

  private static long[] renumbered(List<String> names, List<String> others, Examples part)
      throws DataSetException {
    Examples known = known(names).of(set(others, part), part);
    assertThat(known.inputs()).isSameAs(part.inputs());
    return numbers(known.targets(), part.size());
  }

  private static long[] numbers(Values values, int count) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (long) values.number(i);
    }
    return numbers;
  }

  private static Examples labelled(int... labels) {
    return new Examples(inputs(labels.length), IntValues.of(labels, labels.length));
  }

  private static Values inputs(int count) {
    return FloatValues.of(new float[count], count, 1);
  }

  private static DataSet set(List<String> classes, Examples part) {
    return new DataSet("other", part, Optional.empty(), Optional.empty(), classes, Map.of());
  }
}
