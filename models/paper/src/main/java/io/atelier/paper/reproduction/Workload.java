package io.atelier.paper.reproduction;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much there is to do and how much is done, in the seconds of {@link Costs}: this machine may
 * be faster or slower, which its own time tells.
 */
public final class Workload {
  private final long start = System.nanoTime();
  private final Map<String, Double> costs = new HashMap<>();
  private final Map<String, Double> shares = new HashMap<>();
  private double before;

  /** Adds work, unless it is known. */
  synchronized void plan(String name, double cost) {
    costs.putIfAbsent(name, cost);
  }

  /** Work that was done before this process began. */
  synchronized void found(String name, double share) {
    before += costs.get(name) * (share - shares.getOrDefault(name, 0.0));
    shares.put(name, share);
  }

  /**
   * Work that is done by this process, or as much of it; it never becomes less.
   *
   * @param share in [0, 1]
   */
  synchronized void reached(String name, double share) {
    shares.merge(name, share, Math::max);
  }

  /** {@return the share of all work that is done, in [0, 1]} */
  public synchronized double share() {
    double all = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    return all == 0 ? 1 : done() / all;
  }

  private double done() {
    return shares.entrySet().stream()
        .mapToDouble(entry -> costs.get(entry.getKey()) * entry.getValue())
        .sum();
  }

  /** {@return the time left if it goes on as it went; empty while that cannot be told} */
  public synchronized Optional<Duration> left() {
    return left(Duration.ofNanos(System.nanoTime() - start));
  }

  Optional<Duration> left(Duration elapsed) {
    double all = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    double now = done() - before;
    return now <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (all - done()) / now)));
  }
}
