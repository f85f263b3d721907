package io.atelier.paper.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atelier.data.fashion.FashionMnist;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.Program;
import io.atelier.lab.config.RunConfig;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.dataset.LoadedData;
import io.atelier.lab.json.Json;
import io.atelier.lab.page.FeatureMapGrid;
import io.atelier.lab.page.Page;
import io.atelier.lab.report.FinishedRun;
import io.atelier.lab.run.FeatureMaps;
import io.atelier.lab.run.Run;
import io.atelier.lab.run.RunFolder;
import io.atelier.lab.timing.Timings;
import io.atelier.paper.network.Catalogue;
import io.atelier.paper.network.PaperNetworks;
import io.atelier.paper.report.DataSection;
import io.atelier.paper.report.ReproductionReport;
import io.atelier.paper.result.Paper;
import io.atelier.paper.result.Reproduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The reports of tiny real trainings, as a reader's browser shows them. */
class ReportsInABrowserTest {
  @TempDir static Path folder;

  private static Browser browser;

  @BeforeAll
  static void trains() throws IOException {
    Optional<Browser> installed = Browser.installed();
    assumeTrue(
        installed.isPresent(),
        "skipped: chromium and chromedriver are not installed (Debian: chromium, chromium-driver)");
    browser = installed.get();
    train("mlp-sgd", "mlp-small-64", 3);
    train("cnn", "cnn-small-32", 2);
    Page page = ReproductionReport.of(Paper.read(), reproduction());
    Files.writeString(folder.resolve("reproduction.html"), page.html());
  }

  @AfterAll
  static void closes() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void train(String row, String model, int epochs) throws IOException {
    var settings =
        Json.MAPPER.createObjectNode().put("model", model).put("limit", 500).put("epochs", epochs);
    FashionMnist data = data();
    new Run(
            RunConfigs.of(settings),
            LoadedData.of(data.dataSet(), data.folder()),
            folder.resolve(row),
            List.of(),
            () -> false,
            Timings.sinceNow())
        .train();
  }

  private static FashionMnist data() throws IOException {
    return FashionMnist.load(Optional.empty(), System.getenv(), (what, bytes, total) -> {});
  }

  private static Reproduction reproduction() throws IOException {
    FashionMnist data = data();
    FinishedRun mlp = RunFolder.existing(folder.resolve("mlp-sgd")).finishedRun();
    FinishedRun cnn = RunFolder.existing(folder.resolve("cnn")).finishedRun();
    RunConfig config = RunFolder.existing(folder.resolve("cnn")).config();
    Model part = FeatureMaps.upTo(config.model(), 1);
    try (Program program = config.compile(Optional.empty(), Optional.empty())) {
      return new Reproduction(
          "",
          DataSection.of(
              new Reproduction.DataSet(data.train(), PaperNetworks.split(data.train().examples()))),
          Map.of("mlp-sgd", List.of(mlp), "cnn", List.of(cnn)),
          Map.of("cnn-search", MadeUp.search("cnn-search", MadeUp.bestOfThePaper("cnn-search"))),
          Optional.of(
              FeatureMapGrid.of(
                  FeatureMaps.of(
                      part,
                      config.training().training(),
                      config.execution().execution(),
                      program.weights(),
                      Catalogue.find(config.model().name())
                          .orElseThrow()
                          .shaped(data.train().examples().select(new int[] {0}))
                          .inputs()))),
          data.test(),
          List.of(MadeUp.SESSION));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mlp-sgd/report.html, 1280, false, 3",
    "mlp-sgd/report.html, 390, true, 3",
    "reproduction.html, 1280, true, 13",
    "reproduction.html, 390, false, 13",
  })
  void everyPictureShowsSomethingAndNothingIsWiderThanTheWindow(
      String file, int width, boolean dark, int pictures) throws IOException {
    browser.open(folder.resolve(file), width, dark);
    assertThat(browser.overflow()).isLessThanOrEqualTo(0);
    List<WebElement> shown = browser.pictures();
    assertThat(shown).hasSize(pictures);
    for (WebElement picture : shown) {
      assertThat(picture.getSize().width).isBetween(200, width);
      assertThat(picture.getSize().height).isGreaterThan(80);
      assertThat(Browser.colors(picture)).as(picture.getAttribute("outerHTML")).isGreaterThan(8);
    }
  }

  @ParameterizedTest
  @CsvSource({"mlp-sgd/report.html", "reproduction.html"})
  void nothingIsLoadedFromElsewhereAndTheConsoleIsQuiet(String file) throws IOException {
    Path page = folder.resolve(file);
    browser.console();
    browser.requests();
    browser.open(page, 1280, false);
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .contains(page.toUri().toString())
        .allMatch(
            address ->
                address.equals(page.toUri().toString()) || address.startsWith("data:image/"));
  }

  @Test
  void aPageThatIsTooWideOrLoadsOrComplainsIsFound() throws IOException {
    Path page =
        Files.writeString(
            folder.resolve("bad.html"),
            """
            <!DOCTYPE html><main><div style="width: 2000px">wide</div>
            <svg width="300" height="300"></svg>
            <img src="missing.png"><script>console.error("bad")</script></main>
            """);
    browser.console();
    browser.requests();
    browser.open(page, 390, false);
    assertThat(browser.overflow()).isPositive();
    assertThat(browser.console()).anyMatch(line -> line.contains("bad"));
    assertThat(browser.requests()).anyMatch(address -> address.endsWith("missing.png"));
    assertThat(Browser.colors(browser.pictures().get(0))).isEqualTo(1);
  }
}
