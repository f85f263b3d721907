package io.atelier.models.cli;

import io.atelier.data.fashion.FashionMnist;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier data}. */
@Command(
    name = "data",
    description = "Says where the data set is, how many images each class has, and its hashes.",
    mixinStandardHelpOptions = true)
final class DataCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    FashionMnist images = data.load(spec.commandLine().getErr());
    out.println("Fashion-MNIST in " + images.folder());
    int[] train = images.train().countsPerClass();
    int[] test = images.test().countsPerClass();
    out.printf("%n   %-12s %9s %9s%n", "class", "training", "test");
    for (int i = 0; i < train.length; i++) {
      out.printf(
          Locale.ROOT,
          "%2d %-12s %,9d %,9d%n",
          i,
          FashionMnist.CLASS_NAMES.get(i),
          train[i],
          test[i]);
    }
    out.printf("%nSHA-256 of the content%n");
    images.hashes().forEach((name, hash) -> out.printf("%s  %s%n", hash, name));
    out.flush();
    return 0;
  }
}
