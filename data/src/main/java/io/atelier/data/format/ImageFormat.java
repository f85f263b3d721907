package io.atelier.data.format;

import io.atelier.data.DataSet;
import io.atelier.data.image.ImageCsv;
import io.atelier.data.image.ImageDecoder;
import io.atelier.data.image.ImageFolder;
import io.atelier.data.image.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Files of pictures: a folder with a sub-folder for each class, or a CSV file that lists pictures
 * and their labels. {@link ImageSet} reads them.
 *
 * @param set how the pictures at a path are read
 * @param decoder found when pictures are read: other formats need none
 */
record ImageFormat(Function<Path, ImageSet> set, Supplier<ImageDecoder> decoder) implements Format {

  /** Decodes with the decoder on the class path, and keeps the pixels in the user's cache. */
  ImageFormat() {
    this(ImageSet::of, ImageDecoder::installed);
  }

  @Override
  public String name() {
    return "pictures";
  }

  @Override
  public String description() {
    return "a folder with a sub-folder of pictures (bmp, gif, jpg, png) for each class, or a CSV file with the columns path,label that lists pictures";
  }

  @Override
  public boolean fits(DataPath path) throws IOException {
    return path.isFolder()
        ? ImageFolder.is(path.path())
        : TableFormat.FILE.matcher(DataPath.name(path.path())).matches()
            && ImageCsv.is(path.path());
  }

  @Override
  public Reading read(DataPath path, ReadOptions options) throws IOException {
    var notes = new ArrayList<String>();
    DataSet data = set.apply(path.path()).with(options.images()).load(decoder.get(), notes::add);
    return Reading.of(data, notes);
  }
}
