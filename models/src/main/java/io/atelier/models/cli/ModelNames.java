package io.atelier.models.cli;

import io.atelier.models.fashion.Catalogue;
import io.atelier.models.fashion.FashionModel;
import java.util.Iterator;

/** The catalogue's names, for shell completion. */
final class ModelNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.models().stream().map(FashionModel::name).iterator();
  }
}
