package io.github.regretbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String SINGLE = """
            schema: regretbench/experiment/1
            name: single
            title: A small experiment
            source: Srinivas et al. 2010, section 6
            seed: 7
            trials: 5
            horizon: 300
            noiseVariance: 0.05
            arms:
              grid: {lower: [0], upper: [1], counts: [30]}
            kernel: se(lengthscale=0.2)
            policies: [gp-ucb-theorem1, ei, {policy: ucb, name: mine, schedule: theorem1}, oracle]
            claims:
              - {policy: ei, beats: mine, at: 100}
            """;

    @TempDir
    private static Path directory;
    private static Path suite;
    private static Path single;
    private static String suitePage;
    private static String singlePage;

    @BeforeAll
    static void reports() throws IOException {
        suite = SampleSuite.results();
        single = SampleSuite.run(SINGLE, directory.resolve("single"), true);
        suitePage = Report.of(List.of(suite)).html();
        singlePage = Report.of(List.of(single)).html();
    }

    /** Equal to six digits, and to the last where rounding twice would show another number. */
    private static void assertSame(JsonNode shown, double stored) {
        assertThat(shown.asDouble()).isCloseTo(stored, Percentage.withPercentage(5.1e-4));
        assertThat(Html.number(shown.asDouble())).isEqualTo(Html.number(stored));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher script = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(script.find()).isTrue();
        return new ObjectMapper().readTree(script.group(1));
    }

    private static String withoutScripts(String page) {
        return page.substring(0, page.indexOf("<script type"));
    }

    @Test
    void eighteenCellsOfEightPoliciesFitIntoTwoMegabytes() throws IOException {
        assertThat(data(suitePage).path("cells")).hasSize(18).allSatisfy(cell -> assertThat(cell.path("curves")).hasSize(8));
        assertThat(suitePage.getBytes(StandardCharsets.UTF_8).length).isBetween(500_000, 2_000_000);
    }

    @Test
    void theSameResultsGiveTheSameBytes() throws IOException {
        Path file = directory.resolve("again.html");
        Report.of(List.of(suite)).write(file);
        assertThat(file).hasContent(suitePage);
    }

    /** Links within the page are all there is, and a browser is told not to load anything. */
    @Test
    void nothingIsLoadedFromElsewhere() {
        for (String page : List.of(suitePage, singlePage)) {
            assertThat(page).contains("content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'\"");
            assertThat(Pattern.compile("<[^>]*\\b(?:src|href)=(?!\"#)").matcher(withoutScripts(page)).find()).isFalse();
            assertThat(page).doesNotContain("@import", "url(");
        }
    }

    /** Of the same file of uPlot 1.6.30 on registry.npmjs.org. */
    @Test
    void theChartLibraryIsTheOneThatWasLookedAt() throws Exception {
        byte[] script = Report.class.getResourceAsStream("/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js").readAllBytes();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
                .isEqualTo("7f29cd14e36d84141ab49c5e0a806d88e4d855596a9bc0e10799bc2c114b4c4f");
        String text = new String(script, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("</script", "<!--");
        assertThat(singlePage).contains(text).contains("Permission is hereby granted, free of charge");
    }

    @Test
    void curvesAreTheStoredNumbersToSixDigits() throws IOException {
        JsonNode cell = data(singlePage).path("cells").get(0);
        List<Map<String, String>> stored = new ResultFolder(single).curves().rows();
        int compared = 0;
        for (Map<String, String> row : stored) {
            JsonNode curve = cell.path("curves").path(row.get("policy")).path("average-regret");
            for (int i = 0; i < cell.path("rounds").size(); i++) {
                if (cell.path("rounds").get(i).asText().equals(row.get("t"))) {
                    assertSame(curve.path("mean").get(i), Table.number(row, "mean_average_regret"));
                    assertSame(curve.path("lower").get(i), Table.number(row, "lower"));
                    assertSame(curve.path("upper").get(i), Table.number(row, "upper"));
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(4 * cell.path("rounds").size()).isGreaterThan(4 * 140);
        assertThat(cell.path("rounds").get(0).asInt()).isEqualTo(1);
        assertThat(cell.path("rounds").get(cell.path("rounds").size() - 1).asInt()).isEqualTo(300);
    }

    @Test
    void lastRoundsAreThoseOfTheSummary() throws IOException {
        Map<String, String> columns = Map.of("average-regret", "average_regret", "best-sampled-regret", "best_sampled_regret",
                "recommended-regret", "recommended_regret", "information-gain", "information_gain");
        for (JsonNode cell : data(suitePage).path("cells")) {
            for (Map<String, String> row : new ResultFolder(suite.resolve(cell.path("name").asText())).summary().rows()) {
                columns.forEach((quantity, column) -> {
                    JsonNode curve = cell.path("curves").path(row.get("policy")).path(quantity);
                    int last = cell.path("rounds").size() - 1;
                    assertSame(curve.path("mean").get(last), Table.number(row, column));
                    assertSame(curve.path("lower").get(last), Table.number(row, column + "_lower"));
                    assertSame(curve.path("upper").get(last), Table.number(row, column + "_upper"));
                });
            }
        }
        Map<String, String> ei = new ResultFolder(single).summary().rows().get(1);
        assertThat(singlePage).contains("<strong>%s</strong><small>[%s, %s]".formatted(Html.number(Table.number(ei, "average_regret")),
                Html.number(Table.number(ei, "average_regret_lower")), Html.number(Table.number(ei, "average_regret_upper"))));
    }

    @Test
    void boundsAreThoseOfTheAudit() throws IOException {
        JsonNode cell = data(singlePage).path("cells").get(0);
        Map<String, String> row = new ResultFolder(single).auditLevels().rows().stream()
                .filter(r -> r.get("policy").equals("mine") && r.get("t").equals("300")).findFirst().orElseThrow();
        JsonNode bounds = cell.path("curves").path("mine").path("bounds");
        for (String level : List.of("confidence", "realised", "worst_case")) {
            assertSame(bounds.path(level).get(cell.path("rounds").size() - 1), Table.number(row, level));
        }
        assertThat(cell.path("curves").path("ei").path("bounds")).isEmpty();
    }

    @Test
    void everythingAReaderAsksForIsThere() throws IOException {
        assertThat(singlePage).contains("<html lang=\"en\">", "<h1>A small experiment</h1>", "Srinivas et al. 2010, section 6",
                "grid of 30 arms: 30 in [0, 1]", "se(lengthscale=0.2)", "schedule = theorem1", "ei beats mine",
                Html.text(Files.readString(single.resolve("experiment.yaml"))), "@inproceedings{srinivas2010",
                "Mockus, Tiesis and Zilinskas", "the oracle aside", "steps between bounds", "OpenJDK");
        assertThat(suitePage).contains("Lowest mean average regret at the last round: ", "kernel · noise", "se-short · 0.25",
                "all experiments draw from the same random streams", "Each answer on a rate is given at 99% confidence", "nobody promises");
        assertThat(suitePage.split("role=\"img\" aria-label=\"Mean average regret, ")).hasSize(19);
        for (String page : List.of(suitePage, singlePage)) {
            assertThat(withoutScripts(page)).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void textsOfOthersStayTexts() throws IOException {
        String hostile = "</script><b onclick=x>&'\"%s{}";
        Path folder = SampleSuite.run(SINGLE.replace("name: single", "name: hostile").replace("A small experiment", quoted(hostile))
                .replace("Srinivas et al. 2010, section 6", quoted(hostile)).replace("claims:\n",
                        "figure: {title: t, unit: " + quoted("</td><img src=x onerror=alert(1)>") + ", rounds: 9, regret: 1}\nclaims:\n"),
                directory.resolve("hostile"), false);
        Path manifest = folder.resolve("manifest.json");
        String before = DataDirectory.sha256(manifest);
        JsonNode run = new ObjectMapper().readTree(manifest.toFile()).path("run");
        Files.writeString(manifest, "{\"schema\": \"regretbench/manifest/1\", \"regretbench\": {\"version\": \"<i>\"}, \"java\": {\"vm\": \"<script>\"}, "
                + "\"run\": " + run + "}");
        Path seal = folder.resolve("SHA256SUMS");
        Files.writeString(seal, Files.readString(seal).replace(before, DataDirectory.sha256(manifest)));
        String page = Report.of(List.of(folder)).html();
        assertThat(page).contains(Html.text(hostile)).doesNotContain("<b onclick", "<img", "<i>", "vm\"><script>");
        assertThat(page.split("</script>")).hasSize(singlePage.split("</script>").length);
        assertThat(data(page).path("cells").get(0).path("unit").asText()).isEqualTo(" (</td><img src=x onerror=alert(1)>)");
        assertThat(page).contains("have not been audited");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    @Test
    void oneTrialOfOneRoundHasNoIntervals() throws IOException {
        Path folder = SampleSuite.run(SINGLE.replace("trials: 5", "trials: 1").replace("horizon: 300", "horizon: 1"),
                directory.resolve("one"), false);
        String page = Report.of(List.of(folder)).html();
        JsonNode curve = data(page).path("cells").get(0).path("curves").path("ei").path("average-regret");
        assertThat(curve.has("lower")).isFalse();
        assertThat(curve.path("mean")).hasSize(1);
        assertThat(withoutScripts(page)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void resultsOfSeveralExperimentsAreToldApartByName() throws IOException {
        Path cell = suite.resolve("se-long_noise0.25");
        String page = Report.of(List.of(single, cell)).html();
        assertThat(page).contains("<h1>single and se-long_noise0.25</h1>", "<option>single</option><option>se-long_noise0.25</option>");
        assertThat(data(page).path("policies")).hasSize(10);
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        assertThatThrownBy(() -> Report.of(List.of(directory))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("holds no results of a finished run");
        assertThatThrownBy(() -> Report.of(List.of(single, single))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("two of the results are of experiments called 'single'");
        Path odd = Files.createDirectories(directory.resolve("odd"));
        Files.writeString(odd.resolve("cells.yaml"), "schema: regretbench/cells/1\nname: odd\n");
        assertThatThrownBy(() -> Report.of(List.of(odd))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("odd holds no results of a finished run: SHA256SUMS is missing");
        seal(odd, "cells.yaml");
        assertThatThrownBy(() -> Report.of(List.of(odd))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("cells.yaml:1:1: key 'title' is missing in the cells of a suite");
        Files.writeString(odd.resolve("cells.yaml"), """
                schema: regretbench/cells/1
                name: odd
                title: Odd
                cells: [{cell: gone, place: 0, labels: {kernel: rough}}]
                """);
        seal(odd, "cells.yaml");
        assertThatThrownBy(() -> Report.of(List.of(odd))).isInstanceOf(BadInputException.class).hasMessageContaining("odd/gone");
    }

    private static void seal(Path folder, String file) throws IOException {
        Files.writeString(folder.resolve("SHA256SUMS"), "# 1 files, to be checked with: sha256sum -c SHA256SUMS\n" + DataDirectory.sha256(
                folder.resolve(file)) + "  " + file + "\n");
    }
}
