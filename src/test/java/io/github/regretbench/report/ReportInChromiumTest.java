package io.github.regretbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of a whole suite in a headless Chromium. Skipped where there is none. With REGRETBENCH_SCREENSHOTS set to a folder, pictures are
 * left there to be looked at.
 */
class ReportInChromiumTest {
    private static final int RIGHT = 39;
    private static final int LEFT = 37;

    @TempDir
    private static Path directory;
    private static Path suite;
    private static Path page;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start(directory.resolve("profile"));
        suite = SampleSuite.results();
        page = directory.resolve("report.html");
        Report.of(List.of(suite)).write(page);
    }

    @AfterAll
    static void close() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void desktop() throws Exception {
        chromium.open(page, 1280, 900);
    }

    /** Whatever was done, nothing went wrong, and nothing but the file itself was asked for. */
    @AfterEach
    void quiet() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(chromium.requests()).isNotEmpty().allSatisfy(request -> assertThat(request).isEqualTo(page.toUri().toString()));
    }

    /** What the table beside the chart says of a policy, as "mean [lower, upper]". */
    private static String read(int policy) throws InterruptedException {
        return chromium.text(("[...document.querySelector('[data-policy=\"%d\"]').closest('tr').cells].slice(1)"
                + ".map(c => c.textContent).join(' ')").formatted(policy));
    }

    private static String written(Map<String, String> row, String mean, String lower, String upper) {
        return "%s [%s, %s]".formatted(Html.number(Table.number(row, mean)), Html.number(Table.number(row, lower)),
                Html.number(Table.number(row, upper)));
    }

    private static Map<String, String> curve(String cell, String policy, String t) {
        return new ResultFolder(suite.resolve(cell)).curves().rows().stream()
                .filter(row -> row.get("policy").equals(policy) && row.get("t").equals(t)).findFirst().orElseThrow();
    }

    private static Map<String, String> summary(String cell, int policy) {
        return new ResultFolder(suite.resolve(cell)).summary().rows().get(policy);
    }

    @Test
    void theTableBesideTheChartBeginsWithTheStoredLastRound() throws Exception {
        assertThat(chromium.text("document.getElementById('reading-round').textContent")).isEqualTo("500");
        for (int policy = 0; policy < 8; policy++) {
            assertThat(read(policy)).isEqualTo(written(summary("matern12_noise0.01", policy), "average_regret", "average_regret_lower",
                    "average_regret_upper"));
        }
    }

    @Test
    void thePointerReadsStoredNumbers() throws Exception {
        for (double x : new double[] {0.1, 0.5, 0.8}) {
            chromium.point(".u-over", x, 0.5);
            String t = chromium.text("document.getElementById('reading-round').textContent");
            assertThat(read(2)).isEqualTo(written(curve("matern12_noise0.01", "ei", t), "mean_average_regret", "lower", "upper"));
        }
        assertThat(Integer.parseInt(chromium.text("document.getElementById('reading-round').textContent"))).isBetween(50, 400);
    }

    @Test
    void aCurveThatIsPointedAtTellsItsNameAndNumber() throws Exception {
        String tip = "";
        for (double y = 0.02; y < 1 && tip.isEmpty(); y += 0.05) {
            chromium.point(".u-over", 0.7, y);
            tip = chromium.text("document.querySelector('.tip').hidden ? '' : document.querySelector('.tip').innerText");
        }
        String t = chromium.text("document.getElementById('reading-round').textContent");
        String label = tip.substring(0, tip.indexOf(" at t = " + t));
        String policy = chromium.text("JSON.parse(document.getElementById('data').textContent).policies.find(p => p.label === '%s').name"
                .formatted(label));
        assertThat(tip).isEqualTo("%s at t = %s\n%s".formatted(label, t, written(curve("matern12_noise0.01", policy, t),
                "mean_average_regret", "lower", "upper")));
        chromium.screenshot("tip");
    }

    @Test
    void keysMoveTheCursorAndItIsSpoken() throws Exception {
        chromium.value("document.getElementById('round').focus()");
        for (int i = 0; i < 3; i++) {
            chromium.press("ArrowLeft", LEFT);
        }
        chromium.press("ArrowRight", RIGHT);
        String t = chromium.text("document.getElementById('reading-round').textContent");
        assertThat(Integer.parseInt(t)).isBetween(400, 499);
        assertThat(read(0)).isEqualTo(written(curve("matern12_noise0.01", "gp-ucb", t), "mean_average_regret", "lower", "upper"));
        assertThat(chromium.text("document.getElementById('round').getAttribute('aria-valuetext')")).isEqualTo("t = " + t);
        assertThat(chromium.text("document.querySelector('[role=status]').textContent")).startsWith("t = " + t + ": GP-UCB (β/5) "
                + Html.number(Table.number(curve("matern12_noise0.01", "gp-ucb", t), "mean_average_regret")) + ", ");
    }

    @Test
    void quantitiesAreSwitched() throws Exception {
        Map<String, String> last = summary("matern12_noise0.01", 1);
        for (Map.Entry<String, String> quantity : Map.of("best-sampled-regret", "best_sampled_regret", "recommended-regret",
                "recommended_regret", "information-gain", "information_gain").entrySet()) {
            chromium.click("[value=" + quantity.getKey() + "]");
            String column = quantity.getValue();
            assertThat(read(1)).isEqualTo(written(last, column, column + "_lower", column + "_upper"));
        }
        assertThat(chromium.text("document.getElementById('caption').textContent")).contains("of 3 trials, kernel matern12, noise 0.01");
        chromium.click("[value=cumulative-regret]");
        assertThat(Double.parseDouble(read(1).split(" ")[0])).isCloseTo(500 * Table.number(last, "average_regret"),
                Percentage.withPercentage(0.1));
        assertThat(chromium.text("document.getElementById('caption').textContent")).startsWith("Mean cumulative regret Rₜ of 3 trials");
    }

    private static String picture() throws InterruptedException {
        return chromium.text("document.querySelector('#chart canvas').toDataURL()");
    }

    @Test
    void policiesAndAxesAndBoundsChangeThePicture() throws Exception {
        String before = picture();
        chromium.click("[data-policy='5']");
        String without = picture();
        assertThat(without).isNotEqualTo(before);
        assertThat(read(5)).isBlank();
        assertThat(chromium.text("getComputedStyle(document.querySelector('.multiples .policy5')).display")).isEqualTo("none");
        chromium.click("[data-policy='5']");
        assertThat(picture()).isEqualTo(before);
        chromium.click("#log-y");
        String linear = picture();
        assertThat(linear).isNotEqualTo(before);
        chromium.click("#log-x");
        assertThat(picture()).isNotEqualTo(linear);
        chromium.click("#log-x");
        chromium.click("#log-y");
        chromium.value("document.getElementById('bound').value = 'worst_case'; "
                + "document.getElementById('bound').dispatchEvent(new Event('change'))");
        assertThat(picture()).isNotEqualTo(before);
        assertThat(chromium.text("document.getElementById('caption').textContent")).contains("Dashed: √(C₁ t β γ), the worst case.");
        chromium.screenshot("bounds");
    }

    @Test
    void cellsAreChosenByListAndByPicture() throws Exception {
        chromium.value("(() => { const s = document.querySelector('[data-axis=kernel]'); s.value = 'se-long'; "
                + "s.dispatchEvent(new Event('change')); })()");
        assertThat(read(3)).isEqualTo(written(summary("se-long_noise0.01", 3), "average_regret", "average_regret_lower",
                "average_regret_upper"));
        chromium.click(".multiples a:nth-of-type(9)");
        assertThat(chromium.text("[...document.querySelectorAll('[data-axis]')].map(s => s.value).join()")).isEqualTo("matern52,0.25");
        assertThat(read(7)).isEqualTo(written(summary("matern52_noise0.25", 7), "average_regret", "average_regret_lower",
                "average_regret_upper"));
        assertThat(chromium.text("document.querySelector('.multiples [aria-current] span').textContent")).isEqualTo("matern52 · 0.25");
    }

    private static int brightness(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(3, 3) & 0xff;
    }

    @Test
    void itIsLightAndDark() throws Exception {
        assertThat(brightness(chromium.screenshot("desktop-light"))).isGreaterThan(200);
        String light = picture();
        chromium.click("#theme");
        assertThat(brightness(chromium.screenshot("desktop-dark"))).isLessThan(60);
        assertThat(picture()).isNotEqualTo(light);
        assertThat(chromium.text("document.getElementById('theme').getAttribute('aria-pressed')")).isEqualTo("true");
        chromium.click("#theme");
        assertThat(picture()).isEqualTo(light);
        chromium.open(page, 1280, 900);
        chromium.prefer("dark");
        assertThat(brightness(chromium.screenshot("system-dark"))).isLessThan(60);
        assertThat(picture()).isNotEqualTo(light);
        chromium.prefer("light");
        assertThat(picture()).isEqualTo(light);
    }

    /** Without scripts the pictures, tables and texts are there, and nothing that does not work. */
    @Test
    void itCanBeReadWithoutScripts() throws Exception {
        chromium.openWithoutScripts(page, 1280, 900);
        chromium.screenshot("without-scripts");
        assertThat(chromium.value("document.querySelectorAll('.multiples svg').length").asInt()).isEqualTo(18);
        assertThat(chromium.value("[...document.querySelectorAll('#curves, #theme')].filter(e => e.offsetParent).length").asInt()).isZero();
        assertThat(chromium.text("document.querySelector('#tables').innerText")).contains(Html.number(Table.number(
                summary("se-short_noise0.05", 6), "average_regret")));
    }

    /** In the widest and the narrowest window; the chart stays where it is while it is read. */
    @Test
    void theChartDoesNotMoveWhileItIsRead() throws Exception {
        for (int width : new int[] {1280, 390}) {
            chromium.open(page, width, 844);
            chromium.value("window.firstCanvas = document.querySelector('#chart canvas')");
            for (double x : new double[] {0.05, 0.4, 0.95}) {
                chromium.point(".u-over", x, 0.5);
                assertThat(chromium.value("window.firstCanvas.isConnected").asBoolean()).isTrue();
                assertThat(chromium.value("document.querySelector('.u-cursor-x').getBoundingClientRect().right - "
                        + "document.querySelector('.u-over').getBoundingClientRect().left").asDouble()).isPositive();
            }
        }
    }

    /** Every width from a phone's on: what is too wide scrolls by itself. */
    @Test
    void aPhoneShowsAllWithoutScrollingSideways() throws Exception {
        for (int width : new int[] {320, 390, 768, 1000}) {
            chromium.open(page, width, 844);
            assertThat(chromium.value("document.documentElement.scrollWidth").asInt()).as("at %d pixels", width).isLessThanOrEqualTo(width);
            chromium.screenshot("width-" + width);
        }
        chromium.open(page, 390, 844);
        assertThat(chromium.value("document.querySelector('#chart canvas').getBoundingClientRect().right").asInt())
                .isLessThanOrEqualTo(390);
    }

    /** Everything that can be worked has a name that can be read out. */
    @Test
    void controlsHaveNames() throws Exception {
        JsonNode nameless = chromium.value("[...document.querySelectorAll('input, select, button, a, summary')].filter(e => "
                + "!e.textContent.trim() && !(e.labels?.[0]?.textContent || '').trim()).map(e => e.outerHTML)");
        assertThat(nameless).isEmpty();
        assertThat(chromium.value("[...document.querySelectorAll('table')].filter(t => !t.caption).length").asInt()).isZero();
    }

    @Test
    void itPrintsInLightWithChartsAndTables() throws Exception {
        chromium.click("#theme");
        byte[] pdf = chromium.pdf();
        Chromium.keep("print.pdf", pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isBetween(3, 12);
        }
        chromium.click("#theme");
    }
}
