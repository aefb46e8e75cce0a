package io.github.regretbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.experiment.ResultFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Picture, table and references fit into a paper: by their structure, and by compiling one where there is TeX. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatexTest {
    private static final String FIGURE = """
            figure:
              title: '50% & more_of #1 {β}'
              unit: °C
              rounds: 20
              regret: 1.5
            """;
    /** Two pages in two columns, with pictures on axes of both kinds, tables, and every entry cited. */
    private static final String PAPER = """
            \\documentclass[twocolumn]{article}
            \\usepackage{pgfplots}\\pgfplotsset{compat=1.16}
            \\usepackage{booktabs}
            \\newcommand{\\regretbenchdata}{out/pgfplots/}
            \\begin{document}
            \\begin{figure}[t]\\centering\\input{out/pgfplots/small.tex}\\caption{With a figure of its own.}\\end{figure}
            \\begin{figure}[t]\\centering\\input{out/pgfplots/single.tex}\\caption{One run.}\\end{figure}
            GP-UCB is of \\cite{srinivas2010}.
            \\begin{table*}[t]\\centering\\footnotesize\\input{out/booktabs/small.tex}\\caption{Means with intervals.}\\end{table*}
            \\begin{table*}[t]\\centering\\footnotesize\\input{out/booktabs/single.tex}\\caption{One run.}\\end{table*}
            \\nocite{*}\\bibliographystyle{plain}\\bibliography{out/bibtex/references}
            \\end{document}
            """;

    @TempDir
    static Path temporary;
    private Path out;

    @BeforeAll
    void export() throws IOException {
        List<ResultFolder> results = List.of(SmallResults.run(SmallResults.YAML + FIGURE, temporary.resolve("one")),
                SmallResults.run(SmallResults.YAML.replace("name: small", "name: single").replace("trials: 16", "trials: 1"),
                        temporary.resolve("two")));
        out = temporary.resolve("out");
        Export.write(results, EnumSet.of(Format.PGFPLOTS, Format.BOOKTABS, Format.BIBTEX), out);
    }

    @Test
    void picturesNameDataFilesThatAreThereAndEscapeText() throws IOException {
        for (String name : List.of("small", "single")) {
            String tex = Files.readString(out.resolve("pgfplots/" + name + ".tex"));
            List<String> files = Pattern.compile("\\\\regretbenchdata ([^}]+)").matcher(tex).results().map(m -> m.group(1)).toList();
            assertThat(files).hasSize(name.equals("small") ? 8 : 4)
                    .allSatisfy(f -> assertThat(out.resolve("pgfplots/" + f)).isRegularFile());
            assertThat(tex.chars().filter(c -> c == '{').count()).isEqualTo(tex.chars().filter(c -> c == '}').count());
            for (String environment : List.of("axis", "tikzpicture")) {
                assertThat(tex).containsOnlyOnce("\\begin{" + environment + "}").containsOnlyOnce("\\end{" + environment + "}");
            }
        }
        assertThat(Files.readString(out.resolve("pgfplots/small.tex"))).contains("title={50\\% \\& more\\_of \\#1 \\{$\\beta$\\}}",
                "($^{\\circ}$C)");
    }

    @Test
    void curvesAreTheStoredOnesUpToTheEndOfTheAxis() throws IOException {
        ResultFolder result = new ResultFolder(temporary.resolve("one/small"));
        List<String> expected = new ArrayList<>(List.of("# regretbench/pgfplots/1", "t mean lower upper"));
        result.curves().rows().stream().filter(r -> r.get("policy").equals("mpi") && Integer.parseInt(r.get("t")) <= 20)
                .forEach(r -> expected.add(String.join(" ", r.get("t"), r.get("mean_average_regret"), r.get("lower"), r.get("upper"))));
        assertThat(Files.readAllLines(out.resolve("pgfplots/small-mpi.dat"))).isEqualTo(expected);
        List<String> band = Files.readAllLines(out.resolve("pgfplots/small-mpi-band.dat"));
        assertThat(band).hasSize(2 + 2 * 20);
        assertThat(band.get(2)).isEqualTo("1 " + expected.get(2).split(" ")[3]);
        assertThat(band.get(41)).isEqualTo("1 " + expected.get(2).split(" ")[2]);
    }

    @Test
    void tablesHaveARowAPolicyAndAsManyCellsAsColumns() throws IOException {
        List<String> lines = Files.readAllLines(out.resolve("booktabs/small.tex"));
        List<String> rows = lines.subList(lines.indexOf("\\midrule") + 1, lines.indexOf("\\bottomrule"));
        assertThat(rows).hasSize(4).allMatch(row -> row.split(" & ").length == 5 && row.endsWith(" \\\\"));
        assertThat(rows).extracting(row -> row.split(" & ")[0]).containsExactly("GP-UCB ($\\beta$/5)", "MPI ($\\xi$ = 0.05)", "scaled", "random");
    }

    @Test
    void theBibliographyNamesEverythingThatWasUsed() throws IOException {
        String bib = Files.readString(out.resolve("bibtex/references.bib"));
        assertThat(bib).contains("% policy mpi: Kushner 1964\n", "% schedule scaled: Srinivas et al. 2010, section 6\n",
                "% schedule russo-van-roy: Russo and Van Roy 2014\n", "% kernel matern: Rasmussen and Williams 2006, eq. 4.14\n",
                "% kernel constant: ", "% policy random: baseline (names no work known here)\n");
        Matcher keys = Pattern.compile("(?m)^@\\w+\\{([^,]+),").matcher(bib);
        assertThat(keys.results().map(m -> m.group(1))).containsExactly("regretbench", "srinivas2010", "kushner1964", "rasmussen2006",
                "russo2014");
        assertThat(Files.readString(Path.of("CITATION.cff"))).contains("title: \"" + References.TITLE.replaceAll("[{}]", "") + "\"");
    }

    @Test
    void aPaperOfTwoPagesCompiles() throws Exception {
        assumeTrue(run("pdflatex", "--version") == 0 && run("bibtex", "--version") == 0 && run("kpsewhich", "pgfplots.sty") == 0,
                "there is no TeX with pgfplots here, so that the paper is not compiled");
        Files.writeString(temporary.resolve("paper.tex"), PAPER);
        for (String program : List.of("pdflatex", "bibtex", "pdflatex", "pdflatex")) {
            int code = program.equals("bibtex") ? run("bibtex", "paper")
                    : run("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex");
            assertThat(code).as(Files.readString(temporary.resolve("output"), StandardCharsets.ISO_8859_1)).isZero();
        }
        String log = Files.readString(temporary.resolve("paper.log"), StandardCharsets.ISO_8859_1).replace("\n", "");
        assertThat(log.substring(log.indexOf("Output written on"))).startsWith("Output written on paper.pdf (2 pages");
        assertThat(log).doesNotContain("LaTeX Warning: Citation", "undefined references",
                "Missing character");
        // No box sticks out by more than print shows.
        assertThat(Pattern.compile("Overfull \\\\hbox \\(([0-9.]+)pt").matcher(log).results().map(m -> Double.valueOf(m.group(1))))
                .allMatch(points -> points < 6);
        assertThat(Files.readString(temporary.resolve("paper.blg"))).doesNotContain("Warning--", "error message");
    }

    /** The exit code, or -1 when there is no such program. */
    private static int run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true)
                    .redirectOutput(temporary.resolve("output").toFile()).start();
            process.getOutputStream().close();
            return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
