package stripes;

import io.atelier.data.ByteValues;
import io.atelier.data.DataSet;
import io.atelier.data.Examples;
import io.atelier.data.IntValues;
import io.atelier.data.fetch.DataSetProvider;
import io.atelier.data.fetch.DownloadProgress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Noisy pictures of 8x8 with lines along or across. */
public final class StripesData implements DataSetProvider {
  private static final int SIDE = 8;

  @Override
  public String name() {
    return "stripes";
  }

  @Override
  public Found load(
      Optional<Path> folder, Map<String, String> environment, DownloadProgress progress) {
    DataSet set =
        DataSet.of("stripes", pictures(400, 1)).withTest(pictures(100, 2)).named("along", "across");
    return new Found(set, Path.of("."));
  }

  private static Examples pictures(int count, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[count * SIDE * SIDE];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int line = labels[i] == 0 ? pixel / SIDE : pixel % SIDE;
        pixels[i * SIDE * SIDE + pixel] = (byte) (line % 2 * 128 + random.nextInt(120));
      }
    }
    return new Examples(ByteValues.of(pixels, count, SIDE, SIDE), IntValues.of(labels, count));
  }
}
