package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.theory.RegretOrder;
import io.github.regretbench.theory.Status;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTableTest {

    @Test
    void filesInTheRepositoryAreTheTableOfTheCode(@TempDir Path folder) throws Exception {
        for (Path file : OrderTable.write(folder.resolve("new"))) {
            assertThat(file).hasSameTextualContentAs(Path.of("paper-figures").resolve(file.getFileName()));
        }
    }

    /** Figure 1 of the paper. */
    @Test
    void thePapersRowsComeFirst(@TempDir Path folder) throws Exception {
        String tex = Files.readString(OrderTable.write(folder).get(0));
        assertThat(tex.lines().dropWhile(line -> !line.equals("\\midrule")).skip(1).limit(3)).satisfiesExactly(
                linear -> assertThat(linear).startsWith("linear & $d \\sqrt{T}$ & "),
                se -> assertThat(se).startsWith("squared exp. & $\\sqrt{T (\\log T)^{d + 1}}$ & "),
                matern -> assertThat(matern).startsWith("Mat\\'ern & $T^{(\\nu + d (d + 1))/(2 \\nu + d (d + 1))}$ & "));
    }

    @Test
    void everyRowHasASourceAndUnverifiedOnesAreMarked(@TempDir Path folder) throws Exception {
        List<Path> files = OrderTable.write(folder);
        List<String> markdown = Files.readAllLines(files.get(1));
        for (int i = 0; i < RegretOrder.TABLE.size(); i++) {
            RegretOrder row = RegretOrder.TABLE.get(i);
            String note = "<sup>" + (i + 2) + "</sup>";
            String number = (i + 2) + ". ";
            String line = markdown.stream().filter(l -> l.contains(note + " |") && l.split("\\|").length == 5).findFirst().orElseThrow();
            assertThat(line.contains("(unverified)")).as(line).isEqualTo(row.status() == Status.UNVERIFIED);
            String source = markdown.stream().filter(l -> l.startsWith(number)).findFirst().orElseThrow();
            assertThat(source.contains("unverified")).as(source).isEqualTo(row.status() == Status.UNVERIFIED);
            assertThat(source).contains(row.citation().split(",| 20")[0]);
        }
    }

    /** Braces and formulas are closed line by line, rows have as many cells as the head, and nothing is beyond ASCII. */
    @Test
    void latexIsWellFormed(@TempDir Path folder) throws Exception {
        Path tex = OrderTable.write(folder).get(0);
        for (String line : Files.readAllLines(tex, StandardCharsets.US_ASCII)) {
            assertThat(count(line, '{')).as(line).isEqualTo(count(line, '}'));
            assertThat(count(line, '(')).as(line).isEqualTo(count(line, ')'));
            assertThat(count(line, '$') % 2).as(line).isZero();
            if (line.endsWith("\\\\") && !line.startsWith("\\multicolumn")) {
                assertThat(count(line, '&')).as(line).isIn(3L, 5L);
            }
        }
    }

    private static long count(String line, char sign) {
        return line.chars().filter(c -> c == sign).count();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "T^(1/2) log T                      | \\sqrt{T} \\log T",
        "T^(-nu/(2 nu + d)) polylog T       | T^{-\\nu/(2 \\nu + d)}\\,\\mathrm{polylog}\\,T",
        "T^(1/2 + d/(2 nu + d)) (log T)^(d) | T^{1/2 + d/(2 \\nu + d)} (\\log T)^{d}",
        "2 nu + d <= nu^2                   | 2 \\nu + d \\le \\nu^2"})
    void formulasBecomeTex(String plain, String tex) {
        assertThat(OrderTable.tex(plain)).isEqualTo(tex);
    }

    /** Runs where LaTeX is installed and is skipped, with this sentence, where it is not. */
    @Test
    void latexCompiles(@TempDir Path folder) throws Exception {
        assumeTrue(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, "pdflatex"))), "no pdflatex on the path: table1.tex was not compiled");
        OrderTable.write(folder);
        Files.write(folder.resolve("minimal.tex"), Arrays.asList("\\documentclass[twocolumn]{article}", "\\usepackage{booktabs}",
                "\\usepackage[margin=2cm]{geometry}", "\\begin{document}", "\\input{table1}", "\\end{document}"));
        Process process = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "minimal.tex")
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(log).isZero();
        assertThat(log).doesNotContain("Overfull");
    }
}
