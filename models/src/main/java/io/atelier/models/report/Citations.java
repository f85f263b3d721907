package io.atelier.models.report;

/** Whose work the reports show. */
public final class Citations {
  /** The images. */
  public static final String DATA_SET =
      "Data: Fashion-MNIST, Zalando SE, MIT licence. H. Xiao, K. Rasul and R. Vollgraf, "
          + "Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms, "
          + "2017, arXiv:1708.07747.";

  private Citations() {}
}
