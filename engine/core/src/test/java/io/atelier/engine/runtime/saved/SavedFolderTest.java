package io.atelier.engine.runtime.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;

class SavedFolderTest {
  @TempDir Path temporary;

  /** As a full disk: TensorFlow's own writer says it in an exception of its own. */
  @Test
  void aFileThatTensorFlowCannotUseIsAnIoExceptionAndLeavesNothing() {
    Path target = temporary.resolve("checkpoint");
    Path none = temporary.resolve("none");
    assertThatThrownBy(
            () -> SavedFolder.write(target, it -> SavedModelBundle.load(none.toString()).close()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(target + " cannot be written: ")
        .hasMessageContaining(none.toString())
        .hasRootCauseInstanceOf(TensorFlowException.class);
    assertThat(temporary).isEmptyDirectory();
  }
}
