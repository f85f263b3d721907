package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class Tf32Test {
  @Test
  @EnabledOnOs(OS.LINUX)
  void theSwitchOfTheLoadedLibraryTurns() {
    boolean before = Tf32.allowed();
    try {
      Tf32.allow(!before);
      assertThat(Tf32.allowed()).isEqualTo(!before);
      Tf32.allow(before);
      assertThat(Tf32.allowed()).isEqualTo(before);
    } finally {
      Tf32.allow(before);
    }
  }
}
