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
    return found(FashionMnist.load(folder, environment, progress));
  }

  @Override
  public Found find(Optional<Path> folder, Map<String, String> environment)
      throws DataSetException {
    return found(FashionMnist.find(folder, environment));
  }

  private static Found found(FashionMnist images) {
    return new Found(images.dataSet(), images.folder());
  }

  @Override
  public boolean isIn(Path folder) {
    return FashionMnist.sources(System.getenv()).areIn(folder);
  }
}
