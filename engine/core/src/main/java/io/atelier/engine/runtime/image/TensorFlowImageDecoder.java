package io.atelier.engine.runtime.image;

import io.atelier.data.ByteValues;
import io.atelier.data.Given;
import io.atelier.data.image.BrokenImageException;
import io.atelier.data.image.ImageDecoder;
import io.atelier.data.image.ImageOptions;
import io.atelier.engine.runtime.device.NativeLibrary;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.proto.ConfigProto;

/**
 * TensorFlow's decoder of pictures, on the CPU: {@code new
 * TensorFlowImageDecoder().decode(Files.readAllBytes(path), ImageOptions.DEFAULT)}.
 *
 * <p>It decodes in the thread that calls, and several may call at once.
 */
public final class TensorFlowImageDecoder implements ImageDecoder {
  private final ConfigProto config;
  private final Map<Way, DecodeGraph> graphs = new ConcurrentHashMap<>();

  private record Way(int channels, ImageOptions options) {}

  /** A decoder for a program that uses all cores. */
  public TensorFlowImageDecoder() {
    this(0);
  }

  /**
   * A decoder.
   *
   * @param threads of the programs that run later in this process, 0 for one a core: the first
   *     session of a process decides how many threads all of them have, and this may be it
   */
  public TensorFlowImageDecoder(int threads) {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "TensorFlowImageDecoder needs threads from 0 up, got %s; 0 takes one a core"
              .formatted(threads));
    }
    this.config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(threads)
            .putDeviceCount("GPU", 0)
            .build();
  }

  @Override
  public ByteValues decode(byte[] content, ImageOptions options) throws BrokenImageException {
    Given.required(content, "TensorFlowImageDecoder", "a file's bytes", "read the file");
    Given.required(options, "TensorFlowImageDecoder", "options", "use ImageOptions.DEFAULT");
    int channels = PictureFormat.of(content).channels(content, options);
    DecodeGraph graph = graphs.computeIfAbsent(new Way(channels, options), this::graph);
    ExifOrientation orientation =
        options.upright() ? ExifOrientation.of(content) : ExifOrientation.STORED;
    try {
      return orientation.equals(ExifOrientation.STORED)
          ? graph.decode(content)
          : graph.decode(content, orientation::shown);
    } catch (TFResourceExhaustedException e) { // says nothing of the picture
      throw e;
    } catch (RuntimeException e) { // TensorFlow's have no type in common
      throw new BrokenImageException(reason(e), e);
    }
  }

  private DecodeGraph graph(Way way) {
    NativeLibrary.load();
    return new DecodeGraph(way.channels(), way.options(), config);
  }

  /** TensorFlow's words, without the place in its graph, in one line. */
  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    return message.replaceAll("\\s*\\[?\\[\\{\\{node .*", "");
  }
}
