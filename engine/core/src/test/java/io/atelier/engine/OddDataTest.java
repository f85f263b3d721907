package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.data.ByteValues;
import io.atelier.data.Examples;
import io.atelier.data.FloatValues;
import io.atelier.data.IntValues;
import io.atelier.data.Split;
import io.atelier.data.StratifiedSplit;
import io.atelier.data.ValidationTail;
import io.atelier.data.Values;
import io.atelier.data.format.IdxFile;
import io.atelier.data.format.IdxType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Any numbers, rows, shares and files are refused, or give just what they say. */
class OddDataTest {
  private static final int[] SIZES = {
    -1, 0, 1, 1, 2, 2, 3, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE
  };

  private final Random random = new Random();

  @Property(tries = 60, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void valuesAreOfTheirShape(@ForAll long seed) {
    random.setSeed(seed);
    List<Integer> shape = new ArrayList<>();
    int axes = random.nextInt(4);
    for (int axis = 0; axis < axes; axis++) {
      shape.add(random.nextInt(12) == 0 ? null : (Integer) SIZES[random.nextInt(SIZES.length)]);
    }
    boolean sizes = !shape.isEmpty() && shape.stream().noneMatch(size -> size == null || size < 0);
    BigInteger product = sizes ? product(shape) : BigInteger.ZERO;
    BigInteger example = sizes ? product(shape.subList(1, axes)) : BigInteger.ZERO;
    int length = product.bitLength() < 10 && random.nextInt(4) > 0 ? product.intValue() : 3;
    boolean meant = sizes && example.bitLength() < 32 && product.equals(BigInteger.valueOf(length));
    Values[] made = new Values[1];

    Optional<Throwable> refusal =
        Odd.refusal(
            () ->
                made[0] =
                    switch (random.nextInt(3)) {
                      case 0 -> new ByteValues(shape, new byte[length]);
                      case 1 -> new IntValues(shape, new int[length]);
                      default -> new FloatValues(shape, new float[length]);
                    });

    assertThat(refusal.isEmpty()).as("%s numbers, %s: %s", length, shape, refusal).isEqualTo(meant);
    if (meant) {
      assertThat(made[0].count() * made[0].exampleSize()).isEqualTo(length);
    }
  }

  private static BigInteger product(List<Integer> sizes) {
    return sizes.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  @Property(tries = 60, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void rowsAreThoseAskedFor(@ForAll long seed) {
    random.setSeed(seed);
    int count = random.nextInt(4);
    int size = random.nextInt(3);
    int[] numbers = IntStream.range(0, count * size).toArray();
    IntValues values = IntValues.of(numbers, count, size);
    int from = random.nextInt(6) - 1;
    int to = random.nextInt(6) - 1;
    boolean slice = random.nextBoolean();
    int[] rows =
        slice
            ? IntStream.range(from, to).toArray()
            : IntStream.range(0, random.nextInt(3)).map(i -> random.nextInt(6) - 1).toArray();
    boolean meant =
        slice
            ? from >= 0 && from <= to && to <= count
            : Arrays.stream(rows).allMatch(row -> row >= 0 && row < count);
    Values[] got = new Values[1];

    Optional<Throwable> refusal =
        Odd.refusal(() -> got[0] = slice ? values.slice(from, to) : values.select(rows));

    String given = "%s %s %s %s".formatted(values, slice, from, to);
    assertThat(refusal.isEmpty()).as(given).isEqualTo(meant);
    if (meant) {
      int[] wanted =
          Arrays.stream(rows)
              .flatMap(row -> IntStream.range(row * size, row * size + size))
              .toArray();
      assertThat(got[0]).as(given).isEqualTo(IntValues.of(wanted, rows.length, size));
    }
  }

  @Property(tries = 60, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void aSplitHasEveryExampleOnceOrIsRefused(@ForAll long seed) {
    random.setSeed(seed);
    int count = random.nextInt(8);
    int[] numbers = IntStream.range(0, count).toArray();
    int[] labels = IntStream.range(0, count).map(i -> random.nextInt(3) - 1).toArray();
    Values targets =
        random.nextInt(8) == 0
            ? FloatValues.of(new float[count], count)
            : random.nextInt(8) == 0 ? IntValues.of(labels, count, 1) : IntValues.of(labels, count);
    Examples examples = new Examples(IntValues.of(numbers, count), targets);
    double share =
        List.of(Double.NaN, -0.1, 0.0, 1e-300, 0.2, 0.5, 0.99, 1.0, 7.0, Double.POSITIVE_INFINITY)
            .get(random.nextInt(10));
    int kind = random.nextInt(3);
    int some = random.nextInt(10) - 1;
    double wanted =
        switch (kind) {
          case 0 -> count - Math.floor(count * (1 - share));
          case 1 -> Math.rint(Math.floor(count * share + 0.5));
          default -> some;
        };
    boolean classes = kind == 0 || (targets instanceof IntValues && targets.shape().size() == 1);
    boolean meant = classes && wanted >= 1 && wanted < count;
    Split[] got = new Split[1];

    Optional<Throwable> refusal =
        Odd.refusal(
            () ->
                got[0] =
                    switch (kind) {
                      case 0 -> ValidationTail.of(examples, share);
                      case 1 -> StratifiedSplit.of(examples, share, seed);
                      default -> StratifiedSplit.of(examples, some, seed);
                    });

    String given = "%s of %s, %s or %s: %s".formatted(kind, examples, share, some, refusal);
    assertThat(refusal.isEmpty()).as(given).isEqualTo(meant);
    if (meant) {
      assertThat(got[0].heldOut().size()).as(given).isEqualTo((int) wanted);
      IntValues train = (IntValues) got[0].train().inputs();
      IntValues heldOut = (IntValues) got[0].heldOut().inputs();
      assertThat(Stream.of(train.values(), heldOut.values()).flatMapToInt(Arrays::stream).sorted())
          .as(given)
          .containsExactlyElementsOf(Arrays.stream(numbers).boxed().toList());
    }
  }

  /** A file that is read is one that would be written the same. */
  @Property(tries = 60, seed = Odd.SEED, shrinking = ShrinkingMode.OFF)
  void anIdxFileIsReadWholeOrRefused(@ForAll long seed) throws IOException {
    random.setSeed(seed);
    IdxType type = oneOf(IdxType.values());
    int[] shape = IntStream.range(0, 1 + random.nextInt(3)).map(i -> random.nextInt(4)).toArray();
    byte[] numbers = new byte[Arrays.stream(shape).reduce(type.sizeBytes(), (a, b) -> a * b)];
    random.nextBytes(numbers);
    byte[] written = written(type, Arrays.stream(shape).boxed().toList(), numbers);
    byte[] changed = written.clone();
    int change = random.nextInt(5);
    if (change == 0) {
      changed = Arrays.copyOf(changed, random.nextInt(changed.length));
    } else if (change == 1) {
      changed = Arrays.copyOf(changed, changed.length + 1);
    } else if (change == 2) {
      changed[random.nextInt(4 + 4 * shape.length)] = (byte) random.nextInt();
    }
    byte[] odd = changed;
    boolean packed = random.nextBoolean();
    byte[] content = packed ? packed(odd) : odd;
    boolean cut = packed && random.nextInt(4) == 0;
    byte[] given = cut ? Arrays.copyOf(content, random.nextInt(content.length)) : content;
    boolean whole = !cut && Arrays.equals(odd, written);
    IdxFile[] read = new IdxFile[1];
    Path file = Files.createTempFile("odd", ".idx");
    try {
      Files.write(file, given);

      Optional<Throwable> refusal = Odd.refusal(() -> read[0] = IdxFile.read(file));

      String what = type + Arrays.toString(shape) + " " + change + packed + refusal;
      if (refusal.isEmpty()) {
        byte[] data = new byte[read[0].data().remaining()];
        read[0].data().get(data);
        assertThat(cut).as(what).isFalse();
        assertThat(written(read[0].type(), read[0].shape(), data)).as(what).isEqualTo(odd);
        assertThat(read[0].floats().shape()).as(what).isEqualTo(read[0].shape());
      } else {
        assertThat(refusal.get()).as(what).isInstanceOf(IOException.class);
        assertThat(whole).as(what).isFalse();
      }
    } finally {
      Files.delete(file);
    }
  }

  private IdxType oneOf(IdxType... types) {
    return types[random.nextInt(types.length)];
  }

  private static byte[] written(IdxType type, List<Integer> shape, byte[] data) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(new byte[] {0, 0, (byte) type.code(), (byte) shape.size()});
    for (int size : shape) {
      out.writeInt(size);
    }
    out.write(data);
    return bytes.toByteArray();
  }

  private static byte[] packed(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
