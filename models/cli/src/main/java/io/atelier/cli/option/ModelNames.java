package io.atelier.cli.option;

import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperModel;
import java.util.Iterator;

/** The catalogue's names, for shell completion. */
public final class ModelNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.models().stream().map(PaperModel::name).iterator();
  }
}
