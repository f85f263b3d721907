package io.atelier.cli.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Chooses cases: half of them kills, half failures; spread over jobs, kinds and operations. */
final class Cases {
  /** Every third killed job is killed again while it is resumed. */
  private static final int AGAIN = 3;

  private Cases() {}

  /**
   * {@return as many cases as are wanted}
   *
   * @param references the jobs of each command; all commands get the same share
   */
  static List<Case> of(List<List<Reference>> references, int wanted) {
    List<Case> cases = new ArrayList<>();
    int kills = wanted / 2;
    add(cases, references, kills, Kind::kills, true);
    add(cases, references, wanted - kills, Kind::failures, false);
    return cases;
  }

  private static void add(
      List<Case> cases,
      List<List<Reference>> references,
      int wanted,
      Function<Kind, List<Fate>> fates,
      boolean kills) {
    for (int i = 0; i < references.size(); i++) {
      List<Reference> jobs = references.get(i);
      int share = part(wanted, i, references.size());
      for (int j = 0; j < jobs.size(); j++) {
        Job job = jobs.get(j).job();
        int turn = 0;
        for (Fault fault : faults(jobs.get(j), part(share, j, jobs.size()), fates)) {
          boolean again = kills && ++turn % AGAIN == 0;
          Fault second = again ? new Fault(fault.kind(), 1 + turn % 7, Fate.KILL) : null;
          cases.add(new Case(cases.size() + 1, job, fault, second));
        }
      }
    }
  }

  /** {@return the size of a part, if a number is divided as evenly as it can be} */
  private static int part(int whole, int index, int parts) {
    return whole * (index + 1) / parts - whole * index / parts;
  }

  /** {@return faults in turns of the kinds; those of a kind lie evenly among its operations} */
  private static List<Fault> faults(
      Reference reference, int wanted, Function<Kind, List<Fate>> fates) {
    Map<Kind, Integer> shares = shares(reference, wanted);
    List<Fault> faults = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int share = shares.get(kind);
      int operations = reference.operations().getOrDefault(kind, 0);
      List<Fate> possible = fates.apply(kind);
      for (int i = 0; i < share; i++) {
        int number = 1 + (int) ((i + 0.5) * operations / share);
        faults.add(new Fault(kind, number, possible.get(i % possible.size())));
      }
    }
    return faults;
  }

  /** {@return how many faults each kind gets: as many as the others, but no more than it has} */
  private static Map<Kind, Integer> shares(Reference reference, int wanted) {
    Map<Kind, Integer> shares = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      shares.put(kind, 0);
    }
    int left = wanted;
    for (int before = -1; before != left; ) {
      before = left;
      for (Kind kind : Kind.values()) {
        int most = reference.operations().getOrDefault(kind, 0);
        if (shares.get(kind) < most && left > 0) {
          shares.merge(kind, 1, Integer::sum);
          left--;
        }
      }
    }
    if (left > 0) {
      throw new IllegalArgumentException(
          "%s needs %d operations to befall, got %d; try fewer cases"
              .formatted(reference.job().name(), wanted, wanted - left));
    }
    return shares;
  }
}
