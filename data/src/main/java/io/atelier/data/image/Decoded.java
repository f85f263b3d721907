package io.atelier.data.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What came out when the files of a set were decoded, beside the pixels.
 *
 * @param count of pictures, those that are broken left out
 * @param height of each, in pixels
 * @param width of each, in pixels
 * @param channels of each: 1, 3 or 4
 * @param fingerprint SHA-256 over the path and the SHA-256 of the content of each file, in order,
 *     broken ones included: it depends on no machine, time or option
 * @param places in the set of the files that hold no picture
 * @param broken these files
 */
record Decoded(
    int count,
    int height,
    int width,
    int channels,
    String fingerprint,
    List<Integer> places,
    List<BrokenImage> broken) {

  /** {@return how many bytes the pixels are} */
  long bytes() {
    return (long) count * height * width * channels;
  }

  /** {@return the places of the files that hold a picture} */
  int[] kept() {
    Set<Integer> left = new HashSet<>(places);
    return IntStream.range(0, count + places.size()).filter(i -> !left.contains(i)).toArray();
  }

  void write(DataOutput out) throws IOException {
    for (int number : new int[] {count, height, width, channels, broken.size()}) {
      out.writeInt(number);
    }
    out.writeUTF(fingerprint);
    for (int i = 0; i < broken.size(); i++) {
      out.writeInt(places.get(i));
      out.writeUTF(broken.get(i).path());
      out.writeUTF(broken.get(i).reason());
    }
  }

  static Decoded read(DataInput in) throws IOException {
    int count = in.readInt();
    int height = in.readInt();
    int width = in.readInt();
    int channels = in.readInt();
    int left = in.readInt();
    String fingerprint = in.readUTF();
    var places = new ArrayList<Integer>();
    var broken = new ArrayList<BrokenImage>();
    for (int i = 0; i < left; i++) {
      places.add(in.readInt());
      broken.add(new BrokenImage(in.readUTF(), in.readUTF()));
    }
    return new Decoded(count, height, width, channels, fingerprint, places, broken);
  }
}
