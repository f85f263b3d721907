package io.atelier.engine.runtime.device;

/** A program for a JVM of its own: allows TF32, or says why it cannot. */
final class SwitchedTf32 {
  private SwitchedTf32() {}

  /**
   * Tries it twice: what failed once fails in another way again.
   *
   * @param args none
   */
  public static void main(String[] args) {
    for (int i = 0; i < 2; i++) {
      try {
        Tf32.allow(true);
        System.out.println(Tf32.allowed());
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
