package io.atelier.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.engine.training.Monitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final int TRIALS = 12;
  private static final Monitor OBJECTIVE = Monitor.of("val_accuracy");
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new Dimension(
                  "quality", IntStream.range(0, TRIALS).mapToObj(Integer::toString).toList())));
  private static final Strategy HALVING = new SuccessiveHalving(new RandomSample(TRIALS, 5), 1, 3);

  /** What was trained: {@code quality:epochs}. */
  private final List<String> trained = new ArrayList<>();

  private static final class Memory implements Journal {
    private final List<TrialEvent> events;
    private int room;

    Memory(List<TrialEvent> events, int room) {
      this.events = new ArrayList<>(events);
      this.room = room;
    }

    @Override
    public List<TrialEvent> events() {
      return List.copyOf(events);
    }

    @Override
    public void append(TrialEvent event) throws IOException {
      if (room-- == 0) {
        throw new IOException("no room");
      }
      events.add(event);
    }
  }

  /** The higher the quality, the better, but for 11, whose promise of the first epoch is empty. */
  private Optional<TrialResult> train(Trial trial, int epochs) {
    int quality = Integer.parseInt(trial.combination().values().get("quality"));
    synchronized (trained) {
      trained.add(quality + ":" + epochs);
    }
    if (quality == 3) {
      throw new IllegalArgumentException("no such units");
    }
    double loss = quality == 7 && epochs > 1 ? Double.NaN : 0.5;
    double accuracy = quality == 11 && epochs > 1 ? 0 : quality / 100.0;
    return Optional.of(new TrialResult(epochs, loss, accuracy, loss, accuracy, epochs));
  }

  private Search search(Strategy strategy, int parallel, Journal journal) {
    return new Search(
        SPACE, strategy, OBJECTIVE, 9, parallel, this::train, journal, board -> {}, () -> false);
  }

  @Test
  void aFailedAndADivergingTrialAreRecordedAndTheOthersRanked() throws IOException {
    Memory journal = new Memory(List.of(), 99);
    Leaderboard board = search(new Grid(), 1, journal).run();

    assertThat(board.ranked())
        .extracting(it -> it.trial().combination().toString())
        .containsExactly(
            "quality 10",
            "quality 9",
            "quality 8",
            "quality 6",
            "quality 5",
            "quality 4",
            "quality 2",
            "quality 1",
            "quality 0",
            "quality 11");
    assertThat(board.lost())
        .extracting(it -> it.state() + ": " + it.reason())
        .containsExactly(
            "FAILED: no such units", "DIVERGED: loss NaN, validation loss NaN in epoch 9");
    assertThat(board.best().orElseThrow().trial().number()).isEqualTo(11);
    assertThat(board.ended()).isEqualTo(12);
    assertThat(journal.events()).hasSize(24);
  }

  /** By their loss, those of low accuracy are the best. */
  @Test
  void theObjectiveSaysWhichIsBetterAndWhoGoesOn() throws IOException {
    TrialRunner turned =
        (trial, epochs) ->
            train(trial, epochs)
                .map(
                    it ->
                        new TrialResult(
                            epochs,
                            Map.of("loss", 1.0, "val_mae", it.quantity("accuracy")),
                            epochs));
    Monitor error = Monitor.of("val_mae");
    Search search =
        new Search(
            SPACE, HALVING, error, 9, 1, turned, new Memory(List.of(), 99), it -> {}, () -> false);
    Leaderboard board = search.run();
    assertThat(trained.subList(12, trained.size()))
        .containsExactlyInAnyOrder("0:3", "1:3", "2:3", "0:9");
    assertThat(board.best().orElseThrow().trial().combination().toString()).isEqualTo("quality 0");
    // At the first comparison, where all were there: but for the one that failed.
    assertThat(board.tried()).hasSize(11);
    assertThat(board.tried().get(0).objective())
        .isEqualTo(board.standings().get(0).at(1).orElseThrow().quantity("val_mae"));
  }

  @Test
  void aTrialWithoutTheObjectiveFails() throws IOException {
    Search search =
        new Search(
            SPACE,
            new Grid(),
            Monitor.of("val_auc"),
            9,
            1,
            this::train,
            new Memory(List.of(), 99),
            it -> {},
            () -> false);
    Leaderboard board = search.run();
    assertThat(board.ranked()).isEmpty();
    assertThat(board.standings().get(0).reason())
        .isEqualTo(
            "TrialResult needs a watched quantity, one of [loss, accuracy, val_loss, val_accuracy],"
                + " got val_auc; add it to the training's metrics");
  }

  @Test
  void halvingLeavesTheWorstBehind() throws IOException {
    Leaderboard board = search(HALVING, 1, new Memory(List.of(), 99)).run();

    // 11 of 12 reach the first rung, 3 go on; of these one.
    assertThat(trained.subList(12, trained.size()))
        .containsExactlyInAnyOrder("11:3", "10:3", "9:3", "10:9");
    assertThat(board.best().orElseThrow().trial().combination().toString()).isEqualTo("quality 10");
    assertThat(board.standings().stream().filter(it -> it.state() == Standing.State.STOPPED))
        .hasSize(10)
        .allMatch(it -> it.reason().equals("better trials went on"));
  }

  /** 8 takes the place of 10 at the second rung, 8 that of 9 at the last. */
  @Test
  void whoIsLostIsReplacedByTheNextBestWhereverItWasKilled() throws IOException {
    TrialRunner losing =
        (trial, epochs) ->
            switch (trial.combination().toString() + ":" + epochs) {
              case "quality 10:3" -> throw new IllegalStateException("lost");
              case "quality 9:9" -> Optional.of(new TrialResult(9, Double.NaN, 0, 1, 0, 1));
              default -> train(trial, epochs);
            };
    Memory journal = new Memory(List.of(), 99);
    Leaderboard whole = losing(losing, journal).run();
    assertThat(trained.subList(12, trained.size()))
        .containsExactlyInAnyOrder("11:3", "9:3", "8:3", "8:9");
    assertThat(whole.best().orElseThrow().trial().combination().toString()).isEqualTo("quality 8");
    assertThat(whole.standings().stream().filter(it -> it.state() == Standing.State.STOPPED))
        .hasSize(8);
    for (int room = 0; room < journal.events().size(); room++) {
      Memory killed = new Memory(List.of(), room);
      assertThatThrownBy(() -> losing(losing, killed).run()).hasMessage("no room");
      assertThat(losing(losing, new Memory(killed.events(), 99)).run()).isEqualTo(whole);
    }
  }

  private static Search losing(TrialRunner runner, Journal journal) {
    return new Search(SPACE, HALVING, OBJECTIVE, 9, 1, runner, journal, it -> {}, () -> false);
  }

  /** All end of themselves in their second epoch; 9 and 10 are good enough to have gone on. */
  @Test
  void whatEndsOfItselfHasFinishedAndIsNotTrainedAgain() throws IOException {
    TrialRunner patient =
        (trial, epochs) ->
            train(trial, epochs)
                .map(
                    it ->
                        new TrialResult(
                            Math.min(2, epochs),
                            0.5,
                            it.quantity("accuracy"),
                            0.5,
                            it.quantity("val_accuracy"),
                            1));
    Memory journal = new Memory(List.of(), 99);
    Leaderboard whole = losing(patient, journal).run();
    assertThat(trained.subList(12, trained.size()))
        .containsExactlyInAnyOrder("11:3", "10:3", "9:3");
    assertThat(whole.ranked().subList(0, 3))
        .extracting(it -> it.state() + " " + it.trial().combination())
        .containsExactly("FINISHED quality 10", "FINISHED quality 9", "FINISHED quality 11");
    for (int room = 0; room < journal.events().size(); room++) {
      Memory killed = new Memory(List.of(), room);
      assertThatThrownBy(() -> losing(patient, killed).run()).hasMessage("no room");
      assertThat(losing(patient, new Memory(killed.events(), 99)).run()).isEqualTo(whole);
    }
  }

  @Test
  void whatTheWatcherCannotWriteEndsTheSearchWithItsReason() {
    Consumer<Leaderboard> full =
        board -> {
          if (board.ended() == 2) {
            throw new UncheckedIOException(new IOException("no room for results.csv"));
          }
        };
    Search search =
        new Search(
            SPACE,
            new Grid(),
            OBJECTIVE,
            9,
            1,
            this::train,
            new Memory(List.of(), 99),
            full,
            () -> false);
    assertThatThrownBy(search::run)
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage("no room for results.csv");
  }

  @Test
  void anInterruptedRunnerEndsTheSearchThere() throws IOException {
    TrialRunner interrupted =
        (trial, epochs) -> trial.number() == 5 ? Optional.empty() : train(trial, epochs);
    Memory journal = new Memory(List.of(), 99);
    Leaderboard board =
        new Search(SPACE, HALVING, OBJECTIVE, 9, 1, interrupted, journal, it -> {}, () -> false)
            .run();
    assertThat(trained).hasSize(4);
    assertThat(board.standings().get(5).state()).isEqualTo(Standing.State.WAITING);
  }

  /** Quality 9 was left behind with more than what is left of 10 at its end. */
  @Test
  void whatWasTrainedToItsEndStandsBeforeWhatWasNot() throws IOException {
    TrialRunner sinking =
        (trial, epochs) ->
            train(trial, epochs)
                .map(
                    it ->
                        new TrialResult(
                            epochs, 0.5, 0.5, 0.5, it.quantity("accuracy") / epochs, epochs));
    Leaderboard board =
        new Search(
                SPACE,
                HALVING,
                OBJECTIVE,
                9,
                1,
                sinking,
                new Memory(List.of(), 99),
                it -> {},
                () -> false)
            .run();
    assertThat(board.ranked().subList(0, 3))
        .extracting(it -> it.state() + " " + it.trial().combination())
        .containsExactly("FINISHED quality 10", "STOPPED quality 8", "STOPPED quality 7");
    assertThat(board.ranked()).hasSize(11);
    assertThat(board.best()).contains(board.ranked().get(0));
  }

  @Test
  void whatNoTrialCanHelpEndsTheSearchAndFailsNone() throws IOException {
    Memory journal = new Memory(List.of(), 99);
    TrialRunner full =
        (trial, epochs) -> {
          if (trial.number() == 5) {
            throw new IOException("no space left on device");
          }
          return train(trial, epochs);
        };
    Search search =
        new Search(SPACE, new Grid(), OBJECTIVE, 9, 1, full, journal, it -> {}, () -> false);
    assertThatThrownBy(search::run)
        .isInstanceOf(IOException.class)
        .hasMessage("no space left on device");
    assertThat(journal.events()).contains(new TrialEvent.Started(5, SPACE.at(4)));
    Leaderboard whole = search(new Grid(), 1, new Memory(List.of(), 99)).run();
    assertThat(search(new Grid(), 1, journal).run()).isEqualTo(whole);
  }

  /** The first trial would run on for long; the second finds the disk full. */
  @Test
  void endsAtOnceWhateverElseIsTraining() {
    CountDownLatch never = new CountDownLatch(1);
    TrialRunner full =
        (trial, epochs) -> {
          if (trial.number() == 1) {
            never.await();
          }
          throw new IOException("no space left on device");
        };
    Search search =
        new Search(
            SPACE,
            new Grid(),
            OBJECTIVE,
            9,
            2,
            full,
            new Memory(List.of(), 99),
            it -> {},
            () -> false);
    assertThatThrownBy(
            () -> CompletableFuture.supplyAsync(() -> failure(search)).get(10, TimeUnit.SECONDS))
        .rootCause()
        .hasMessage("no space left on device");
  }

  private static Leaderboard failure(Search search) {
    try {
      return search.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endsTheSameWhereverItWasKilledAndTrainsNothingTwice() throws IOException {
    for (Strategy strategy : List.of(HALVING, new Grid())) {
      trained.clear();
      Memory journal = new Memory(List.of(), 99);
      Leaderboard whole = search(strategy, 1, journal).run();
      List<String> all = List.copyOf(trained);
      for (int room = 0; room < journal.events().size(); room++) {
        trained.clear();
        Memory killed = new Memory(List.of(), room);
        assertThatThrownBy(() -> search(strategy, 1, killed).run())
            .isInstanceOf(IOException.class)
            .hasMessage("no room");
        long ended = killed.events().stream().filter(it -> !isStart(it)).count();
        trained.clear();
        Memory resumed = new Memory(killed.events(), 99);
        assertThat(search(strategy, 1, resumed).run()).isEqualTo(whole);
        assertThat(trained).hasSize(all.size() - (int) ended);
        assertThat(resumed.events()).containsExactlyInAnyOrderElementsOf(journal.events());
      }
    }
  }

  private static boolean isStart(TrialEvent event) {
    return event instanceof TrialEvent.Started;
  }

  @Test
  void endsTheSameWithManyAtOnce() throws IOException {
    Leaderboard one = search(HALVING, 1, new Memory(List.of(), 99)).run();
    assertThat(search(HALVING, 5, new Memory(List.of(), 99)).run()).isEqualTo(one);
  }

  /** Each trial waits for two others: fewer at once would wait for ever. */
  @Test
  void trainsAsManyAtOnceAsAsked() throws IOException {
    CyclicBarrier barrier = new CyclicBarrier(3);
    TrialRunner together =
        (trial, epochs) -> {
          barrier.await(10, TimeUnit.SECONDS);
          return Optional.of(new TrialResult(epochs, 1, 0, 1, 0, 0));
        };
    Leaderboard board =
        new Search(
                SPACE,
                new Grid(),
                OBJECTIVE,
                1,
                3,
                together,
                new Memory(List.of(), 99),
                it -> {},
                () -> false)
            .run();
    assertThat(board.ranked()).hasSize(12);
  }

  @Test
  void anInterruptedSearchBeginsNoMoreTrials() throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean();
    Memory journal = new Memory(List.of(), 99);
    TrialRunner interrupting =
        (trial, epochs) -> {
          interrupted.set(trial.number() == 3);
          return interrupted.get() ? Optional.empty() : train(trial, epochs);
        };
    Leaderboard board =
        new Search(
                SPACE,
                new Grid(),
                OBJECTIVE,
                9,
                1,
                interrupting,
                journal,
                it -> {},
                interrupted::get)
            .run();
    assertThat(board.ended()).isEqualTo(2);
    assertThat(journal.events()).hasSize(5);
    Leaderboard whole = search(new Grid(), 1, new Memory(List.of(), 99)).run();
    assertThat(search(new Grid(), 1, journal).run()).isEqualTo(whole);
  }

  @Test
  void tellsTheWatcherOfEveryEvent() throws IOException {
    List<Long> ended = new ArrayList<>();
    new Search(
            SPACE,
            new Grid(),
            OBJECTIVE,
            9,
            1,
            this::train,
            new Memory(List.of(), 99),
            board -> ended.add(board.ended()),
            () -> false)
        .run();
    assertThat(ended).hasSize(25).startsWith(0L, 0L, 1L, 1L, 2L).endsWith(11L, 12L);
  }

  @Test
  void refusesTheJournalOfAnotherSearch() {
    Combination other = SPACE.at(5);
    for (TrialEvent event :
        List.of(new TrialEvent.Started(1, other), new TrialEvent.Failed(13, "x"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> search(new Grid(), 1, new Memory(List.of(event), 99)).run())
          .withMessage(
              "Search needs the journal of its own trials, got %s; resume with the settings it was"
                  + " begun with",
              event);
    }
  }

  @Test
  void rejectsNoEpochsAndNoTrialAtOnce() {
    Memory journal = new Memory(List.of(), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(new Grid(), 0, journal))
        .withMessage(
            "Search needs at least 1 epoch and 1 trial at once, got 9 and 0; give positive"
                + " numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Search(
                    SPACE,
                    new Grid(),
                    OBJECTIVE,
                    0,
                    1,
                    this::train,
                    journal,
                    board -> {},
                    () -> false))
        .withMessageContaining("got 0 and 1");
  }
}
