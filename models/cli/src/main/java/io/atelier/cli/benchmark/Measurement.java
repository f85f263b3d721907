package io.atelier.cli.benchmark;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a case took; in JSON under the names {@code train_us_per_step} and so on.
 *
 * @param model name in the catalogue
 * @param dropout rate before every dense layer
 * @param batch images a step
 * @param optimizer kind
 * @param device what it ran on, {@code CPU} or {@code GPU}
 * @param threads of the CPU, 0 for one a core
 * @param images in an epoch
 * @param windows an epoch's images are cut into: 1 if they all stay on the device
 * @param chunks of training timed
 * @param trainUsPerStep microseconds, median over the chunks
 * @param trainUsSpread the fastest and the slowest chunk
 * @param trainImagesPerSecond at the median
 * @param evalImagesPerSecond of the test images, median over at least five passes
 * @param floorUsPerStep microseconds the step's multiply-adds take at the rate of a large matrix
 *     product, and nothing else
 * @param matmulGflops that rate, in 10^9 float32 operations a second, a multiply-add being two:
 *     median over five right before and five right after the training that was timed
 * @param compileSeconds from the call of compile to the end of the first chunk, less the chunk's
 *     steps at the median
 * @param peakRssBytes the most memory resident in a process that did nothing else, once it had
 *     trained for a second and evaluated; null where the system does not tell
 * @param lowering how the training steps were executed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Measurement(
    String model,
    double dropout,
    int batch,
    String optimizer,
    String device,
    int threads,
    int images,
    int windows,
    int chunks,
    double trainUsPerStep,
    List<Double> trainUsSpread,
    double trainImagesPerSecond,
    double evalImagesPerSecond,
    double floorUsPerStep,
    double matmulGflops,
    double compileSeconds,
    Long peakRssBytes,
    String lowering) {}
