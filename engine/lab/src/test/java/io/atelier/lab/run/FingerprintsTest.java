package io.atelier.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  @Test
  void theSameFilesAreTheSameData() {
    Map<String, String> two = Map.of("train.csv", "a", "test.csv", "b");
    assertThat(Fingerprints.differences(two, Map.copyOf(two))).isEmpty();
  }

  @Test
  void aSingleFileMayHaveBeenRenamed() {
    assertThat(Fingerprints.differences(Map.of("new.csv", "a"), Map.of("old.csv", "a"))).isEmpty();
  }

  @Test
  void anotherFileUnderAnotherNameIsOtherData() {
    assertThat(Fingerprints.differences(Map.of("b.csv", "2"), Map.of("a.csv", "1")))
        .extracting(Difference::toString)
        .containsExactly("a.csv nothing instead of \"1\"", "b.csv \"2\" instead of nothing");
  }

  @Test
  void aFileMoreOrLessIsNamed() {
    Map<String, String> one = Map.of("train.csv", "a", "test.csv", "b");
    Map<String, String> more = Map.of("train.csv", "a", "test.csv", "b", "val.csv", "c");
    assertThat(Fingerprints.differences(more, one))
        .containsExactly(new Difference("val.csv", "\"c\"", "nothing"));
    assertThat(Fingerprints.differences(one, more))
        .containsExactly(new Difference("val.csv", "nothing", "\"c\""));
  }

  @Test
  void severalFilesMayNotBeRenamed() {
    assertThat(Fingerprints.differences(Map.of("a", "1", "c", "2"), Map.of("a", "1", "b", "2")))
        .hasSize(2);
  }

  @Test
  void whatWasNotRecordedCannotBeCompared() {
    assertThat(Fingerprints.differences(Map.of("a", "1"), Map.of())).isEmpty();
    assertThat(Fingerprints.differences(Map.of(), Map.of("a", "1"))).hasSize(1);
  }
}
