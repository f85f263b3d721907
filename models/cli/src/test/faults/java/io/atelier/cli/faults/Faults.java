package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Does the jobs without a fault, then once for every case, and prints what held. */
@Command(
    name = "faults",
    description = "Kills and disturbs trainings, searches and reproductions, and resumes them.")
public final class Faults implements Callable<Integer> {
  @Option(names = "--cases", description = "How many, half of them kills.")
  private int cases = 200;

  @Option(names = "--commands", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
  private List<Job.Command> commands = List.of(Job.Command.values());

  @Option(names = "--parallel", description = "Cases at once.")
  private int parallel = 2;

  @Option(names = "--project", required = true, description = "Folder of the project, packaged.")
  private Path project;

  Faults() {}

  /** Runs and ends the JVM with an exit code. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Faults());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((error, given) -> failed(error));
    line.setExecutionExceptionHandler((error, command, result) -> failed(error));
    System.exit(line.execute(args));
  }

  private static int failed(Exception error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    System.err.println("faults: " + message.strip().replaceAll("\\s+", " "));
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IOException("needs Linux, got " + System.getProperty("os.name"));
    }
    Path root = project.toRealPath();
    Path folder = root.resolve("models/cli/target/faults");
    Folders.delete(folder);
    Files.createDirectories(folder);
    Path source = root.resolve("models/cli/src/test/faults/c/faults.c");
    Interposer interposer = Interposer.compile(source, folder);
    Laboratory laboratory =
        new Laboratory(Launcher.of(root, folder.resolve("home")), interposer, folder);
    List<Outcome> outcomes = outcomes(laboratory, references(laboratory));
    System.out.println(Table.of(outcomes));
    return outcomes.stream().allMatch(Outcome::held)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private List<List<Reference>> references(Laboratory laboratory)
      throws IOException, InterruptedException {
    List<List<Reference>> references = new ArrayList<>();
    for (Job.Command command : commands) {
      List<Reference> found = new ArrayList<>();
      for (Job job : jobs(command, laboratory)) {
        Reference reference = laboratory.reference(job);
        System.err.println(job.name() + ": " + reference.operations());
        found.add(reference);
      }
      references.add(found);
    }
    return references;
  }

  private static List<Job> jobs(Job.Command command, Laboratory laboratory)
      throws IOException, InterruptedException {
    return switch (command) {
      case TRAIN -> List.of(Jobs.train());
      case SEARCH -> List.of(Jobs.search(laboratory.folder()));
      case REPRODUCE -> {
        Job row = Jobs.reproduceRow();
        Path done = laboratory.folder().resolve("reference-" + row.name()).resolve("work");
        laboratory.reference(row);
        Path template = laboratory.folder().resolve("template");
        yield List.of(Jobs.reproduceSearch(), Jobs.reproduceLast(row, done, template));
      }
    };
  }

  private List<Outcome> outcomes(Laboratory laboratory, List<List<Reference>> references)
      throws IOException, InterruptedException {
    Map<Job, Reference> byJob = new HashMap<>();
    references.forEach(all -> all.forEach(reference -> byJob.put(reference.job(), reference)));
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Case tried : Cases.of(references, cases)) {
        futures.add(threads.submit(() -> said(laboratory.outcome(tried, byJob.get(tried.job())))));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().toString(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome said(Outcome outcome) {
    System.err.println(outcome.held() ? outcome.tried() + ": held" : outcome.details());
    return outcome;
  }
}
