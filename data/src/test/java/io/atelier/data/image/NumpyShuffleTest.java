package io.atelier.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumpyShuffleTest {

  /** From numpy 2.4.6: {@code l = list(range(n)); RandomState(seed).shuffle(l)}. */
  @Test
  void shufflesAsNumpyDoes() {
    assertThat(NumpyShuffle.permutation(7, 10)).containsExactly(8, 5, 0, 2, 1, 9, 7, 3, 6, 4);
    assertThat(NumpyShuffle.permutation(123, 5)).containsExactly(1, 3, 4, 0, 2);
    assertThat(NumpyShuffle.permutation(0, 1)).containsExactly(0);
    assertThat(NumpyShuffle.permutation(0, 2)).containsExactly(1, 0);
    assertThat(NumpyShuffle.permutation(0, 0)).isEmpty();
    assertThat(NumpyShuffle.permutation(4294967295L, 12))
        .containsExactly(11, 8, 5, 9, 1, 10, 6, 0, 4, 7, 2, 3);
  }

  /** Beyond 624 words the state is twisted again. */
  @Test
  void shufflesLongListsAsNumpyDoes() {
    int[] order = NumpyShuffle.permutation(1337, 100_000);
    long sum = 0;
    for (int i = 0; i < order.length; i++) {
      sum += (long) i * (order[i] % 1000);
    }
    assertThat(order).startsWith(36649, 2478, 82838, 69729, 36560, 86954);
    assertThat(order).endsWith(9448, 99164, 57533, 3223);
    assertThat(sum).isEqualTo(2498169668044L);
  }

  @Test
  void refusesSeedsThatNumpyRefuses() {
    assertThatThrownBy(() -> NumpyShuffle.permutation(-1, 3))
        .hasMessage(
            "Keras' shuffle needs a seed of 0 to 4294967295, got -1; choose a seed in that range");
    assertThatThrownBy(() -> NumpyShuffle.permutation(1L << 32, 3))
        .hasMessageContaining("got 4294967296");
  }

  /** From Python 3: {@code sorted(...)}. */
  @Test
  void textsAreInPythonsOrder() {
    List<String> names =
        new ArrayList<>(
            List.of("\uD83D\uDE00", "b", "\uFF5E", "\u00e9", "", "B", "~", "\uD83D", "ba"));
    names.sort(PythonOrder.CODE_POINTS);
    assertThat(names)
        .containsExactly("", "B", "b", "ba", "~", "\u00e9", "\uFF5E", "\uD83D", "\uD83D\uDE00");
  }
}
