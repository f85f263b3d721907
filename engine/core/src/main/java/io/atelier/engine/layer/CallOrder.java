package io.atelier.engine.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The one order in which the calls of a graph's layers are kept: whatever can be called next, the
 * call of the earliest layer first. So a graph has one form however it was made, and a file, which
 * lists the calls of each layer with the layer, need not say more.
 */
public final class CallOrder {
  private CallOrder() {}

  /**
   * {@return the calls in order; fewer than all if some take each other's values in a circle} If
   * the layers are listed in the order of their first calls in any order that is possible, they
   * keep it.
   *
   * @param layers the place of each call's layer; the calls of one layer follow one another in the
   *     order in which they stand here
   * @param takes the calls whose values each call takes
   */
  public static List<Integer> of(List<Integer> layers, List<List<Integer>> takes) {
    int[] missing = new int[layers.size()];
    List<List<Integer>> followers = new ArrayList<>();
    layers.forEach(layer -> followers.add(new ArrayList<>()));
    Map<Integer, Integer> before = new HashMap<>();
    PriorityQueue<Integer> ready =
        new PriorityQueue<>(
            Comparator.<Integer>comparingInt(layers::get).thenComparing(Comparator.naturalOrder()));
    for (int call = 0; call < missing.length; call++) {
      List<Integer> needs = new ArrayList<>(takes.get(call));
      Integer previous = before.put(layers.get(call), call);
      if (previous != null) {
        needs.add(previous);
      }
      missing[call] = needs.size();
      for (int need : needs) {
        followers.get(need).add(call);
      }
      if (needs.isEmpty()) {
        ready.add(call);
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int call = ready.remove();
      order.add(call);
      for (int follower : followers.get(call)) {
        missing[follower]--;
        if (missing[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    return order;
  }
}
