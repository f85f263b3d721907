package io.atelier.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

  /** The numbers are Rosetta Code's, "Pseudo-random numbers/Splitmix64", for seed 1234567. */
  @Test
  void givesThePublishedNumbers() {
    var random = new SplitMix64(1234567);
    assertThat(random.next()).isEqualTo(6457827717110365317L);
    assertThat(random.next()).isEqualTo(3203168211198807973L);
    assertThat(random.next()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
    assertThat(random.next()).isEqualTo(4593380528125082431L);
    assertThat(random.next()).isEqualTo(Long.parseUnsignedLong("16408922859458223821"));
  }

  @Test
  void drawsEveryBoundedNumberAboutEquallyOften() {
    var random = new SplitMix64(1);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[random.below(7)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_550, 10_450);
    }
    assertThat(random.below(1)).isZero();
    assertThat(random.below(Integer.MAX_VALUE)).isNotNegative();
  }
}
