package io.atelier.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where jobs are done, with faults and without.
 *
 * @param launcher of the program
 * @param interposer brings the faults
 * @param folder of all of it
 */
record Laboratory(Launcher launcher, Interposer interposer, Path folder) {

  /**
   * Does a job without a fault.
   *
   * @throws IOException if it fails
   */
  Reference reference(Job job) throws IOException, InterruptedException {
    Path place = Files.createDirectories(folder.resolve("reference-" + job.name()));
    Path work = place.resolve("work");
    job.prepare(work);
    Ran ran = run(job, work, place, null);
    if (ran.code() != 0) {
      throw new IOException(job.name() + " needs to end well without a fault, got " + ran);
    }
    return new Reference(job, Snapshot.of(work), Operations.count(Interposer.trace(place)));
  }

  /** {@return what came of a case} Its folder is deleted if it held. */
  Outcome outcome(Case tried, Reference reference) throws IOException, InterruptedException {
    Path place = Files.createDirectories(folder.resolve("case-" + tried.number()));
    Path work = place.resolve("work");
    List<String> complaints = new ArrayList<>();
    String path = "";
    try {
      tried.job().prepare(work);
      Ran ran = run(tried.job(), work, place, tried.fault());
      path = Operations.path(Interposer.trace(place), tried.fault());
      if (path.isEmpty()) {
        complaints.add("the operation did not come");
      }
      complaints.addAll(afterwards(ran, work, reference));
      if (tried.again() != null) {
        run(tried.job(), work, Files.createDirectory(place.resolve("again")), tried.again());
        complaints.addAll(Snapshot.halves(work));
      }
      Ran resumed = run(tried.job(), work, Files.createDirectory(place.resolve("resumed")), null);
      if (resumed.code() != 0) {
        complaints.add("did not go on: " + resumed.err().strip());
      }
      complaints.addAll(reference.snapshot().differences(Snapshot.of(work)));
    } catch (IOException e) {
      complaints.add(e.toString());
    }
    if (complaints.isEmpty()) {
      Folders.delete(place);
    }
    return new Outcome(tried, path, complaints, place);
  }

  /** {@return what is wrong after a fault} */
  private static List<String> afterwards(Ran ran, Path work, Reference reference)
      throws IOException {
    List<String> found = new ArrayList<>(Snapshot.halves(work));
    if (ran.code() == 0) {
      found.addAll(reference.snapshot().differences(Snapshot.of(work).visible()));
    } else if (!ran.killed()) {
      found.addAll(ran.complaints());
    }
    return found;
  }

  private Ran run(Job job, Path work, Path notes, Fault fault)
      throws IOException, InterruptedException {
    int code = launcher.run(job.arguments(work), interposer.environment(work, notes, fault), notes);
    Interposer.awaitEnd(notes);
    return Ran.of(code, notes);
  }
}
