package io.atelier.data.fashion;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.DataSetException;
import io.atelier.data.LabeledImages;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With the real data set, which is fetched on first use. */
class FashionMnistTest {

  @Test
  void isTheRealDataSet() throws DataSetException {
    FashionMnist set =
        FashionMnist.load(Optional.empty(), System.getenv(), (what, bytes, total) -> {});
    holds(set.train(), 60_000);
    holds(set.test(), 10_000);
    assertThat(set.train().labels().values()).startsWith(9, 0, 0, 3, 0);
    assertThat(set.test().labels().values()).startsWith(9, 2, 1, 1, 6);
    assertThat(set.dataSet().exampleShape()).containsExactly(28, 28);
    assertThat(set.dataSet().classes()).isEqualTo(10);
    assertThat(set.dataSet().test().orElseThrow().targets()).isSameAs(set.test().labels());
    assertThat(set.dataSet().fingerprint()).isEqualTo(set.hashes());
    assertThat(set.hashes()).hasSize(4);
    assertThat(set.hashes().get("t10k-labels-idx1-ubyte")).startsWith("0402a96d92fd2663");
  }

  private static void holds(LabeledImages images, int count) {
    assertThat(images.images().shape()).containsExactly(count, 28, 28);
    assertThat(images.size()).isEqualTo(count);
    assertThat(images.countsPerClass()).hasSize(10).containsOnly(count / 10);
    assertThat(images.classNames()).startsWith("T-shirt/top").endsWith("Ankle boot");
  }
}
