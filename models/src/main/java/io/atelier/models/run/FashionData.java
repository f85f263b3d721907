package io.atelier.models.run;

import io.atelier.data.Examples;
import io.atelier.data.Split;
import io.atelier.data.StratifiedSplit;
import io.atelier.data.ValidationTail;
import io.atelier.data.fashion.FashionMnist;
import io.atelier.models.fashion.Catalogue;
import io.atelier.models.fashion.FashionModel;
import java.util.Optional;

/**
 * The examples of a run, in the shape its model takes.
 *
 * @param train trained on
 * @param validation evaluated on after every epoch: the tail of the training images or the
 *     development set; empty without
 * @param test the 10,000 test images
 */
public record FashionData(Examples train, Optional<Examples> validation, Examples test) {
  private static final double HELD_BACK = 0.15;

  /** Every run holds back the same development set, so that no seed has trained on another's. */
  private static final long SPLIT_SEED = 0;

  /** {@return the 60,000 training images in two: 51,000 to train on, 9,000 held back} */
  public static Split split(Examples all) {
    return StratifiedSplit.of(all, HELD_BACK, SPLIT_SEED);
  }

  /** {@return the examples of a run: 51,000 stratified, of these {@code limit}, less the tail} */
  public static FashionData of(FashionMnist data, RunConfig config) {
    FashionModel model = Catalogue.named(config.model());
    Examples all = model.shaped(data.train().examples());
    Split development = split(all);
    Examples train = development.train();
    if (config.limit() < train.size()) {
      train = StratifiedSplit.of(train, config.limit(), SPLIT_SEED).heldOut();
    }
    Examples test = model.shaped(data.test().examples());
    if (config.development()) {
      return new FashionData(train, Optional.of(development.heldOut()), test);
    }
    if (config.validationSplit() == 0) {
      return new FashionData(train, Optional.empty(), test);
    }
    Split split = ValidationTail.of(train, config.validationSplit());
    return new FashionData(split.train(), Optional.of(split.heldOut()), test);
  }
}
