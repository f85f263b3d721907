package io.atelier.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What generated tests of odd input ask of every answer. */
final class Odd {
  /** Of every generated test, so that a failure comes again. */
  static final String SEED = "20111967";

  /** What a person who never saw this project cannot read. */
  private static final String[] UNREADABLE = {
    "{{node", "io.atelier.", "java.", "org.tensorflow", "$", "Optional[", "\tat "
  };

  private Odd() {}

  /** {@return what was refused, in the house form; empty if it was done} */
  static Optional<Throwable> refusal(ThrowingCallable given) {
    Throwable thrown = Assertions.catchThrowable(given);
    if (thrown != null) {
      assertReadable(thrown);
    }
    return Optional.ofNullable(thrown);
  }

  private static void assertReadable(Throwable thrown) {
    assertThat(thrown)
        .as(() -> String.valueOf(thrown))
        .isInstanceOfAny(
            IllegalArgumentException.class,
            IllegalStateException.class,
            IndexOutOfBoundsException.class,
            IOException.class);
    String message = thrown.getMessage();
    if (!(thrown instanceof IOException)) {
      // "<who> needs <rule>, got <value>; <what to do>"
      assertThat(message).matches("(?s)\\S.* needs .*, got .*; .*[^;.\\s]");
      assertThat(message).doesNotContain("Exception");
    }
    assertThat(message).doesNotContain(UNREADABLE);
  }
}
