package io.atelier.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.atelier.data.Given;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/** Who may see whom: section 1 of the design. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.atelier");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  private static final String[] WITH_TENSORFLOW = {
    "io.atelier.engine.layer..",
    "io.atelier.engine.initializer..",
    "io.atelier.engine.regularizer..",
    "io.atelier.engine.constraint..",
    "io.atelier.engine.optimizer..",
    "io.atelier.engine.loss..",
    "io.atelier.engine.metric..",
    "io.atelier.engine.runtime..",
  };

  /** Prints a shape among the components of a specification. */
  private static final String SOURCE = "io.atelier.engine.Source";

  @Test
  void tensorFlowIsVisibleOnlyWhereGraphsAreBuilt() {
    noClasses()
        .that()
        .resideOutsideOfPackages(WITH_TENSORFLOW)
        .and()
        .doNotHaveFullyQualifiedName(SOURCE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tensorflow..")
        .check(CLASSES);
  }

  @Test
  void sourceKnowsOfTensorFlowOnlyWhatAShapeIs() {
    noClasses()
        .that()
        .haveFullyQualifiedName(SOURCE)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.tensorflow..")
                .and(not(resideInAPackage("org.tensorflow.ndarray.."))))
        .check(CLASSES);
  }

  @Test
  void graphAndSessionStayInTheRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.atelier.engine.runtime..")
        .should()
        .dependOnClassesThat(belongToAnyOf(Graph.class, Session.class))
        .check(CLASSES);
  }

  @Test
  void everyModuleKnowsOnlyThoseBelowIt() {
    List<String> upwards = List.of("data", "engine", "keras", "lab", "paper", "cli");
    for (int i = 0; i < upwards.size(); i++) {
      for (String above : upwards.subList(i + 1, upwards.size())) {
        never("io.atelier." + upwards.get(i) + "..", "io.atelier." + above + "..");
      }
    }
  }

  /** Comments may give examples; code is for any data set, network and objective. */
  @Test
  void nothingBelowThePaperSpeaksOfItsDataOrNetworks() throws IOException {
    Pattern papers =
        Pattern.compile(
            "(?i)fashion|\\b28, ?28\\b|\\b(784|51_?000|60_?000)\\b|\"(mlp|cnn)\\b|apparel");
    List<String> modules = BuiltProject.MODULES;
    Map<Path, String> found = new TreeMap<>();
    Sources.of(modules.subList(0, modules.indexOf("models/paper")))
        .forEach(
            (file, source) -> {
              Matcher matcher = papers.matcher(COMMENT.matcher(source).replaceAll(""));
              if (!file.toString().contains("/data/fashion/") && matcher.find()) {
                found.put(file, matcher.group());
              }
            });
    assertThat(found).isEmpty();
  }

  @Test
  void dataDoesNotKnowTensorFlow() {
    never("io.atelier.data..", "org.tensorflow..");
  }

  @Test
  void onlyThePaperAndTheCommandsKnowItsDataSet() {
    never("io.atelier.engine..", "io.atelier.data.fashion..");
    never("io.atelier.lab..", "io.atelier.data.fashion..");
  }

  @Test
  void trainingKnowsNeitherTensorFlowNorTheRuntime() {
    never("io.atelier.engine.training..", "org.tensorflow..", "io.atelier.engine.runtime..");
  }

  @Test
  void searchKnowsNeitherTensorFlowNorTheRuntimeNorFormats() {
    never(
        "io.atelier.engine.search..",
        "org.tensorflow..",
        "io.atelier.engine.runtime..",
        "com.fasterxml..");
  }

  @Test
  void onlyTheCodecOfTheEngineKnowsJson() {
    noClasses()
        .that()
        .resideInAPackage("io.atelier.engine..")
        .and()
        .resideOutsideOfPackage("io.atelier.engine.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "io.atelier.engine.config..")
        .check(CLASSES);
  }

  @Test
  void ofTheDataSearchKnowsOnlyHowFilesAreWritten() {
    noClasses()
        .that()
        .resideInAPackage("io.atelier.engine.search..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.atelier.data..")
                .and(not(resideInAPackage("io.atelier.data.file..")))
                .and(not(belongToAnyOf(Given.class))))
        .check(CLASSES);
  }

  @Test
  void theCodecKnowsNothingOfHowModelsRun() {
    never("io.atelier.engine.config..", "io.atelier.engine.runtime..");
  }

  @Test
  void packagesOfTheDataHaveNoCycles() {
    slices().matching("io.atelier.data.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noFormatKnowsADataSet() {
    for (String general : List.of("file", "fetch", "format", "table", "summary")) {
      never("io.atelier.data." + general + "..", "io.atelier.data.fashion..");
    }
  }

  @Test
  void filesAreWrittenWithoutKnowingWhatTheyMean() {
    noClasses()
        .that()
        .resideInAPackage("io.atelier.data.file..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.atelier..")
                .and(not(resideInAPackage("io.atelier.data.file..")))
                .and(not(belongToAnyOf(Given.class))))
        .check(CLASSES);
  }

  @Test
  void partsOfPagesDoNotKnowWhatTheyShow() {
    noClasses()
        .that()
        .resideInAPackage("io.atelier.lab.page..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.atelier.lab..")
                .and(not(resideInAPackage("io.atelier.lab.page.."))))
        .check(CLASSES);
  }

  @Test
  void reportsDoNotKnowRunsOrSearches() {
    never("io.atelier.lab.report..", "io.atelier.lab.run..", "io.atelier.lab.search..");
  }

  @Test
  void packagesHaveNoCycles() {
    for (String module : List.of("lab", "paper", "cli")) {
      slices().matching("io.atelier." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
  }

  /** The native library is loaded first, and asked for its rate, by commands and their checks. */
  @Test
  void theRoomsBehindTheRuntimeAreItsOwn() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.atelier.engine.runtime..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.atelier.engine.runtime.*..")
                .and(not(resideInAPackage("io.atelier.engine.runtime.device.."))))
        .check(CLASSES);
  }

  @Test
  void theRoomsBehindTheRuntimeHaveNoCycles() {
    slices().matching("io.atelier.engine.runtime.(*)").should().beFreeOfCycles().check(CLASSES);
  }

  private static void never(String from, String... to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .check(CLASSES);
  }
}
