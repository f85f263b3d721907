package io.atelier.data.fashion;

import io.atelier.data.DataSetException;
import io.atelier.data.fetch.DataSetProvider;
import io.atelier.data.fetch.DownloadProgress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@link FashionMnist} by its name. */
public final class FashionMnistProvider implements DataSetProvider {
  @Override
  public String name() {
    return "fashion-mnist";
  }

  @Override
  public String citation() {
    return FashionMnist.CITATION;
  }

  @Override
  public Found load(
      Optional<Path> folder, Map<String, String> environment, DownloadProgress progress)
      throws DataSetException {
    FashionMnist found = FashionMnist.load(folder, environment, progress);
    return new Found(found.dataSet(), found.folder());
  }

  @Override
  public boolean isIn(Path folder) {
    return FashionMnist.sources(System.getenv()).areIn(folder);
  }
}
