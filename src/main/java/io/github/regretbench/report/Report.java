package io.github.regretbench.report;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.MeanCurves.Quantity;
import io.github.regretbench.export.References;
import io.github.regretbench.figure.Palette;
import io.github.regretbench.figure.PolicyStyle;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Results as one HTML file that needs nothing else: question, findings, curves to explore, tables, verdicts of the audit, set-up,
 * configuration, environment, references. Without a script it still shows all but the large chart. The same results give the same bytes.
 */
public final class Report {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
    /** What is in the file may run, and nothing may be loaded. */
    private static final String SECURITY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";
    /** Least contrasts of WCAG 2.2: of lines with the dark ground (1.4.11), of text with either (1.4.3). */
    private static final double LINE_CONTRAST = 3;
    private static final double TEXT_CONTRAST = 4.5;
    /** More would glare. */
    private static final double MOST_CONTRAST = 13;
    /** Of claims, as files have them, the best first. */
    private static final List<String> VERDICTS = List.of("confirmed", "refuted", "cannot-tell", "not-reached");
    /** As in {@code report.css}. */
    private static final Color DARK_GROUND = new Color(0x15191d);

    private final Cells cells;
    private final Map<String, String> labels;
    private final Map<String, PolicyStyle> styles;
    private final ResultTables tables;
    private final AuditSection audit;

    private Report(Cells cells) {
        this.cells = cells;
        labels = cells.labels();
        styles = PolicyStyle.distinct(cells.policies());
        tables = new ResultTables(cells);
        audit = new AuditSection(cells);
    }

    /**
     * A report on results.
     *
     * @param results folders of finished experiments, or of suites with all their cells
     * @throws io.github.regretbench.BadInputException when one holds no finished results, or two are of experiments of one name
     */
    public static Report of(List<Path> results) {
        return new Report(Cells.read(results));
    }

    /** Writes the page. */
    public void write(Path file) throws IOException {
        String html = html();
        AtomicFile.write(file, out -> out.write(html.getBytes(StandardCharsets.UTF_8)));
    }

    /** The page. */
    String html() throws IOException {
        StringBuilder html = new StringBuilder(head()).append(opening());
        section(html, "findings", "In short", findings());
        if (!cells.isSingle()) {
            section(html, "overview", "All experiments at a glance", overview());
        }
        html.append(new ChartSection(cells, styles).html());
        if (cells.isSingle()) {
            html.append("<noscript><section>\n<h2>Mean average regret</h2>\n").append(overview()).append("</section></noscript>\n");
        }
        section(html, "tables", "Results at the last round", tables.html());
        section(html, "audit", "Does the theory hold?", audit.html());
        SetUp setUp = new SetUp(cells, styles);
        section(html, "setup", "Set-up", setUp.html());
        section(html, "configuration", "Exact configuration", "<p>Every default is written out; <code>regretbench run</code> takes these "
                + "files as they are.</p>\n" + setUp.configuration());
        section(html, "environment", "Environment", setUp.environment());
        section(html, "cite", "How to cite", "<p>The works that these results rest on, and what each is there for.</p>\n"
                + Html.pre(References.bibtex(cells.folders())));
        return html.append(closing()).toString();
    }

    private String title() {
        return cells.isSingle() ? cells.cells().get(0).experiment().title() : cells.name();
    }

    private String head() throws IOException {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <title>%s: RegretBench report</title>
                <style>
                %s
                %s
                %s</style>
                <script>
                document.documentElement.classList.add("script");
                // Charts are drawn so finely that they are sharp in print, too.
                Object.defineProperty(window, "devicePixelRatio", {value: Math.max(3, devicePixelRatio)});
                </script>
                </head>
                <body>
                """.formatted(SECURITY, Html.text(title()), resource(UPLOT + "dist/uPlot.min.css"), resource("report.css"), colours());
    }

    /** A class for each policy: the colours of its lines and of text about it, on a light and on a dark ground. */
    private String colours() {
        StringBuilder css = new StringBuilder();
        for (String policy : cells.policies()) {
            Color colour = styles.get(policy).colour();
            css.append(".policy%d { --line: light-dark(%s, %s); --text: light-dark(%s, %s); --width: %s; --dash: %s }\n".formatted(
                    cells.policies().indexOf(policy), hex(colour), hex(onDark(colour)),
                    hex(Palette.on(colour, Color.WHITE, TEXT_CONTRAST)), hex(Palette.on(onDark(colour), DARK_GROUND, TEXT_CONTRAST)),
                    styles.get(policy).lineWidth() > 1.5 ? "2.4px" : "1.6px", dash(styles.get(policy))));
        }
        return css.toString();
    }

    private static String dash(PolicyStyle style) {
        return style.dash().isEmpty() ? "none" : style.dash().stream().map(PlainDouble::format).collect(Collectors.joining(" "));
    }

    /** As far from the dark ground as the colour is from white, within limits: black becomes almost white. */
    private static Color onDark(Color colour) {
        return Palette.on(colour, DARK_GROUND, Math.min(Math.max(Palette.contrast(colour, Color.WHITE), LINE_CONTRAST), MOST_CONTRAST));
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
    }

    private String opening() {
        int policies = cells.policies().size();
        String where = cells.isSingle() ? " on functions " + cells.cells().get(0).experiment().objective().kind().description()
                : ", by " + String.join(" and ", cells.axes());
        Map<String, String> facts = new LinkedHashMap<>();
        if (!cells.isSingle()) {
            facts.put("Experiments", Integer.toString(cells.cells().size()));
        }
        facts.put("Policies", Integer.toString(cells.policies().size()));
        facts.put("Rounds T", several(cells.different(cell -> cell.experiment().horizon())));
        facts.put("Trials per policy", several(cells.different(cell -> cell.experiment().trials())));
        return """
                <header>
                <p class="kicker">RegretBench report
                <button type="button" id="theme" class="script-only" aria-pressed="false">Dark colours</button></p>
                <h1>%s</h1>
                <p class="question">How large is the regret of %s after T rounds%s, how fast does it fall, and does it keep to what theory
                promises?</p>
                <dl class="facts">%s</dl>
                <nav aria-label="Contents">%s</nav>
                </header>
                <main>
                """.formatted(Html.text(title()), policies == 1 ? "a policy" : policies + " policies", Html.text(where), facts.entrySet().stream()
                                .map(e -> "<div><dt>%s</dt><dd>%s</dd></div>".formatted(e.getKey(), e.getValue()))
                                .collect(Collectors.joining()), contents());
    }

    private static String several(List<Integer> values) {
        int least = values.stream().min(Integer::compare).orElseThrow();
        int most = values.stream().max(Integer::compare).orElseThrow();
        return least == most ? Integer.toString(least) : least + " to " + most;
    }

    private String contents() {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("findings", "In short");
        if (!cells.isSingle()) {
            targets.put("overview", "Overview");
        }
        targets.put("curves", "Curves");
        targets.put("tables", "Tables");
        targets.put("audit", "Audit");
        targets.put("setup", "Set-up");
        targets.put("cite", "Cite");
        return targets.entrySet().stream().map(e -> "<a href=\"#%s\">%s</a>".formatted(e.getKey(), e.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static void section(StringBuilder html, String id, String heading, String content) {
        html.append("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(id, heading)).append(content).append("</section>\n");
    }

    private String findings() {
        Map<String, Integer> wins = new LinkedHashMap<>();
        for (Cell cell : cells.cells()) {
            tables.lowest(cell, Quantity.AVERAGE_REGRET).forEach(policy -> wins.merge(policy, 1, Integer::sum));
        }
        String lowest = wins.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(e -> "<strong>%s</strong>%s".formatted(Html.text(labels.get(e.getKey())), cells.isSingle() ? ""
                        : " in %d of %d".formatted(e.getValue(), cells.cells().size()))).collect(Collectors.joining(", "));
        List<String> findings = new ArrayList<>(cells.folders().stream().flatMap(folder -> folder.warnings().stream()).distinct()
                .map(warning -> "<strong>Warning:</strong> " + Html.text(warning) + ".").toList());
        findings.addAll(List.of("Lowest mean average regret at the last round: " + lowest
                + ". Whether policies differ beyond chance: <code>regretbench compare</code>."));
        Map<String, Integer> claims = new TreeMap<>(Comparator.comparing(VERDICTS::indexOf));
        cells.folders().forEach(folder -> folder.claims().rows().forEach(row -> claims.merge(row.get("verdict"), 1, Integer::sum)));
        if (!claims.isEmpty()) {
            findings.add("Claims put to the test: %s.".formatted(Html.text(claims.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey().replace('-', ' ')).collect(Collectors.joining(", ")))));
        }
        findings.add(audit.words().isEmpty() ? "Not audited against theory."
                : "Statements of theory held against the runs: %s.".formatted(Html.text(audit.words())));
        return findings.stream().map(finding -> "<li>" + finding + "</li>\n").collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    private String overview() {
        return "<figure>\n" + new SmallMultiples(cells, styles).html()
                + "<figcaption>Mean average regret R<sub>t</sub>/t over rounds t, both axes logarithmic" + (cells.isSingle() ? ""
                        : " and the same in all pictures") + ". Without intervals, which are in the tables<span class=\"script-only\"> and in "
                + "the chart; choose a picture to see it there</span>.</figcaption>\n</figure>\n";
    }

    private String closing() throws IOException {
        return """
                </main>
                <footer><p>Made by RegretBench from stored results. Curves are drawn through at most %d of the rounds, with numbers to six
                digits; <code>rounds.parquet</code> and <code>summary.csv</code> beside the results have all of them in full. Charts by uPlot,
                © 2022 Leon Sorokin, MIT licence.</p></footer>
                <script type="application/json" id="data">%s</script>
                <script>
                /*
                %s*/
                %s</script>
                <script>
                %s</script>
                </body>
                </html>
                """.formatted(cells.cells().stream().mapToInt(cell -> cell.curves().rounds().size()).max().orElseThrow(),
                        ChartData.of(cells, styles), resource(UPLOT + "LICENSE"), resource(UPLOT + "dist/uPlot.iife.min.js"),
                        resource("report.js"));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
