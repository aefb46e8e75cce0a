package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import io.github.regretbench.figure.KernelComparisonFigure;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.SquaredExponential;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.InformationGain;
import io.github.regretbench.theory.SrinivasTheorem1;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two kernels on a line, 3 runs of 50 rounds. */
class CompareKernelsCommandTest {
    private static final List<String> FILES = List.of("compare-kernels.svg", "compare-kernels.tex", "compare-kernels.md",
            "compare-kernels/comparison.csv", "compare-kernels/se-d1/audit-levels.csv", "compare-kernels/matern12-d1/rounds.parquet");

    @TempDir
    static Path temporary;
    private static Path out;
    private static String printed;

    @BeforeAll
    static void runOnOneThread() {
        out = temporary.resolve("one");
        printed = run(out, "--jobs", "1");
    }

    private static String run(Path out, String... more) {
        StringWriter print = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = {"compare-kernels", "--kernels", "matern12,se", "--dimensions", "1", "--horizon", "50", "--trials", "3",
            "--out", out.toString(), more[0], more[1]};
        assertThat(RegretBench.commandLine(new PrintWriter(print, true), new PrintWriter(err, true)).execute(arguments)).isZero();
        assertThat(err.toString()).isEmpty();
        return print.toString();
    }

    private static Map<String, String> row(String experiment) {
        return new ResultFolder(out.resolve("compare-kernels")).read("comparison.csv").rows().stream()
                .filter(row -> row.get("experiment").equals(experiment)).findFirst().orElseThrow();
    }

    private static double stored(String experiment, String quantity) throws SQLException {
        try (Connection store = DriverManager.getConnection(
                "jdbc:duckdb:" + out.resolve("compare-kernels/" + experiment + "/store.duckdb"));
                ResultSet result = store.createStatement().executeQuery("SELECT " + quantity)) {
            result.next();
            return result.getDouble(1);
        }
    }

    @Test
    void regretAndPlaysOfTheBestArmAreThoseOfTheStore() throws SQLException {
        for (String experiment : List.of("matern12-d1", "se-d1")) {
            assertThat(Table.number(row(experiment), "regret")).isEqualTo(
                    stored(experiment, "avg(cumulative_regret) FROM round WHERE t = 50"), within(1e-12));
            assertThat(Table.number(row(experiment), "decade_best_arm")).isEqualTo(
                    stored(experiment, "avg(CASE WHEN instant_regret = 0 THEN 1.0 ELSE 0.0 END) FROM round WHERE t >= 5"), within(1e-12));
        }
    }

    @Test
    void gammaIsBracketedAndTheBoundIsMadeFromIt() {
        Map<String, String> row = row("se-d1");
        GainBracket bracket = InformationGain.bracket(Prior.of(new SquaredExponential(0.2), Box.unit(1).grid(List.of(512))), 0.025, 50);
        assertThat(Table.number(row, "gamma_lower")).isEqualTo(bracket.lower(50), within(1e-6));
        assertThat(Table.number(row, "gamma_upper")).isEqualTo(bracket.upper(50), within(1e-6));
        // C1 = 8 k_max / log(1 + k_max / s2), Srinivas et al. 2010, Lemma 5.4
        double c1 = 8 / StrictMath.log1p(1 / 0.025);
        double bound = Math.sqrt(c1 * 50 * new SrinivasTheorem1(512, 0.1).beta(50) * Table.number(row, "gamma_upper"));
        assertThat(Table.number(row, "bound")).isEqualTo(bound, within(1e-9 * bound));
        assertThat(Table.number(row, "bound_over_regret")).isEqualTo(bound / Table.number(row, "regret"), within(1e-9 * bound));
    }

    @Test
    void theTableStandsOnTheConsoleInLatexAndInMarkdown() throws IOException {
        assertThat(printed).contains("Matérn 1/2", "squared exp.", "T^0.75 (log T)^0.75", "growth 5..50", "compare-kernels.svg");
        assertThat(Files.readString(out.resolve("compare-kernels.tex"))).contains("\\toprule", "Mat\\'ern 1/2",
                "$T^{0.75} (\\log T)^{0.75}$", "$\\sqrt{C_1 T \\beta_T \\gamma_T}$").doesNotContain("é", "..", "–")
                .satisfies(latex -> assertThat(latex.replaceAll("\\$[^$]*\\$", "").lines().filter(l -> !l.startsWith("%")))
                        .noneMatch(line -> line.matches(".*([_^]|[^\\\\]%).*")));
        assertThat(Files.readString(out.resolve("compare-kernels.md"))).contains("| 1 | squared exp. | ", "$\\gamma_T$");
        assertThat(Files.readString(out.resolve("compare-kernels.svg"))).contains(">Matérn 1/2<", ">squared exp.<", ">d = 1<", ">bound<");
    }

    /** Two decades instead of the one that 50 rounds have. */
    @Test
    void growthIsDrawnAtTheMiddleOfEachDecade() throws IOException {
        Path folder = temporary.resolve("growth/compare-kernels");
        for (String experiment : List.of("matern12-d1", "se-d1")) {
            Files.createDirectories(folder.resolve(experiment));
            for (String file : List.of("audit-levels.csv", "experiment.yaml")) {
                Files.copy(out.resolve("compare-kernels/" + experiment + "/" + file), folder.resolve(experiment + "/" + file));
            }
            Files.writeString(folder.resolve(experiment + "/audit-growth.csv"), """
                    window,from,to,exponent,bca_lower,bca_upper
                    local,1,10,0.9,0.8,1
                    local,10,1000,0.6,0.5,0.7
                    local,1000,100000,0.3,0.2,0.4
                    """);
        }
        Files.writeString(folder.resolve("comparison.csv"),
                Files.readString(out.resolve("compare-kernels/comparison.csv")).replace(",3,50,", ",3,100000,"));
        List<Path> files = KernelComparisonFigure.draw(new ResultFolder(folder), folder);
        // t = 100 and 10^4 are a quarter and three quarters of the way from 10 to 10^5; 0.6 and 0.3 lie at 1/2 and 1/4 of the axis to 1.2
        assertThat(files).hasSize(6);
        String svg = Files.readString(folder.resolve("compare-kernels-growth.svg"));
        Matcher line = Pattern.compile("M([0-9.]+) 67 L([0-9.]+) 100.5").matcher(svg);
        assertThat(line.find()).isTrue();
        assertThat(Double.parseDouble(line.group(2))).isEqualTo(3 * Double.parseDouble(line.group(1)), within(0.02));
    }

    @Test
    void numberOfThreadsDoesNotMatterAndStoredTrialsAreTakenUp() throws IOException {
        Path other = temporary.resolve("two");
        run(other, "--jobs", "2");
        for (int pass = 0; pass < 2; pass++) {
            for (String file : FILES) {
                assertThat(Files.mismatch(out.resolve(file), other.resolve(file))).as(file).isEqualTo(-1);
            }
            run(other, "--jobs", "2");
        }
        assertThat(Files.readString(other.resolve("compare-kernels/se-d1/manifest.json"))).contains("\"trialsFoundInStore\" : 3");
    }
}
