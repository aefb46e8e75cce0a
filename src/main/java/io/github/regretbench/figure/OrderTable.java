package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.theory.RegretOrder;
import io.github.regretbench.theory.RegretOrder.Formulas;
import io.github.regretbench.theory.RegretOrder.Quantity;
import io.github.regretbench.theory.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of regret orders, from {@link RegretOrder#TABLE}: Figure 1 of the paper with what is known today beside it, then every row with
 * its source. As LaTeX (needs booktabs) and as Markdown, both with formulas in TeX.
 */
public final class OrderTable {
    /** Srinivas et al. 2010, Figure 1. */
    static final Formulas PAPER = new Formulas("d T^(1/2)", "(T (log T)^(d + 1))^(1/2)", "T^((nu + d (d + 1))/(2 nu + d (d + 1)))");

    private static final List<String> KERNELS = List.of("linear", "squared exp.", "Matern");
    private static final String PAPER_NOTE = "Srinivas et al. 2010, Figure 1; up to powers of log T.";
    private static final String CAPTION = "Orders of regret in T rounds, up to constants and powers of log log T. f ~ GP: draws from the "
            + "prior; RKHS: functions of bounded norm.";
    private static final Map<Quantity, String> PARTS = Map.of(Quantity.CUMULATIVE, "cumulative regret R_T, from above",
            Quantity.CUMULATIVE_FROM_BELOW, "cumulative regret R_T, from below", Quantity.SIMPLE, "simple regret, from above");
    /** Runs of symbols in prose, such as 2 nu > d. */
    private static final Pattern SYMBOLS = Pattern.compile("(?<![\\w-])(?:SYMBOL)(?: (?:SYMBOL))*(?![\\w-])".replace("SYMBOL",
            "\\d nu|nu\\^2|nu|gamma_T|R_T|log|GP|f|d|T|D|\\(d|\\d\\)|\\d|[~>=+]|<="));

    /**
     * A column beside the paper's.
     *
     * @param title of the column
     * @param row of the table of orders
     */
    private record Column(String title, String row) {
    }

    private static final List<Column> TODAY = List.of(new Column("GP-UCB, gamma_T of 2021", "gp-ucb-vakili"),
            new Column("GP-UCB 2025", "gp-ucb-iwazaki"), new Column("Thompson, IRGP-UCB", "thompson-irgp-pims"),
            new Column("lower, d = 1", "lower-bayes"));

    /** A way to write tables. */
    private enum Format {
        LATEX {
            @Override
            String text(String text) {
                return symbols(text).replace("Matern", "Mat\\'ern");
            }

            @Override
            String note(int number) {
                return "\\textsuperscript{" + number + "}";
            }

            @Override
            String row(List<String> cells) {
                return String.join(" & ", cells).replace("–", "--") + " \\\\\n";
            }

            @Override
            String part(String title) {
                return "\\midrule\n\\multicolumn{4}{@{}l}{\\emph{" + title + "}} \\\\\n";
            }
        },

        MARKDOWN {
            @Override
            String text(String text) {
                return symbols(text).replace("Matern", "Matérn");
            }

            @Override
            String note(int number) {
                return "<sup>" + number + "</sup>";
            }

            @Override
            String row(List<String> cells) {
                return "| " + String.join(" | ", cells) + " |\n";
            }

            @Override
            String part(String title) {
                return row(List.of("*" + title + "*", "", "", ""));
            }
        };

        abstract String text(String text);

        abstract String note(int number);

        abstract String row(List<String> cells);

        abstract String part(String title);

        /** Symbols in prose as formulas. */
        private static String symbols(String text) {
            return SYMBOLS.matcher(text).replaceAll(run -> Matcher.quoteReplacement(
                    run.group().matches(".*[a-zA-Z].*") ? "$" + tex(run.group()) + "$" : run.group()));
        }

        String headOfKernels() {
            List<String> head = new ArrayList<>(List.of("kernel", "Srinivas et al. 2010" + note(1)));
            TODAY.forEach(column -> head.add(text(column.title()) + note(number(OrderTable.row(column.row())))));
            return row(head);
        }

        /** The paper's rows: a kernel a row. */
        String kernels() {
            StringBuilder rows = new StringBuilder();
            for (int kernel = 0; kernel < KERNELS.size(); kernel++) {
                List<String> cells = new ArrayList<>(List.of(text(KERNELS.get(kernel)), formula(cells(PAPER).get(kernel))));
                for (Column column : TODAY) {
                    cells.add(formula(cells(OrderTable.row(column.row()).formulas()).get(kernel)));
                }
                rows.append(row(cells));
            }
            return rows.toString();
        }

        private static int number(RegretOrder row) {
            return RegretOrder.TABLE.indexOf(row) + 2;
        }

        String headOfAlgorithms() {
            return row(List.of("algorithm", KERNELS.get(0), KERNELS.get(1), text(KERNELS.get(2))));
        }

        /** The whole table: an algorithm a row. */
        String algorithms() {
            StringBuilder rows = new StringBuilder();
            Quantity part = null;
            for (RegretOrder order : RegretOrder.TABLE) {
                if (order.quantity() != part) {
                    part = order.quantity();
                    rows.append(part(text(PARTS.get(part))));
                }
                List<String> cells = new ArrayList<>(List.of(text(order.algorithm()) + note(number(order))));
                for (String formula : cells(order.formulas())) {
                    boolean marked = order.status() == Status.UNVERIFIED && !formula.equals("-");
                    cells.add(formula(formula) + (marked ? " (unverified)" : ""));
                }
                rows.append(row(cells));
            }
            return rows.toString();
        }

        /** The notes in their order, the paper's first. */
        List<String> notes() {
            List<String> notes = new ArrayList<>(List.of(text(PAPER_NOTE)));
            for (RegretOrder order : RegretOrder.TABLE) {
                String status = switch (order.status()) {
                    case VERIFIED -> "";
                    case DERIVED -> "order derived from ";
                    case UNVERIFIED -> "unverified: ";
                };
                notes.add(text(status + order.citation() + (order.remark().isEmpty() ? "." : "; " + order.remark() + ".")));
            }
            return notes;
        }
    }

    private OrderTable() {
    }

    /**
     * Writes {@code table1.tex} and {@code table1.md}.
     *
     * @param directory where to; made when missing
     * @return the files
     */
    public static List<Path> write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path latex = directory.resolve("table1.tex");
        Path markdown = directory.resolve("table1.md");
        AtomicFile.write(latex, out -> out.write(latex().getBytes(StandardCharsets.UTF_8)));
        AtomicFile.write(markdown, out -> out.write(markdown().getBytes(StandardCharsets.UTF_8)));
        return List.of(latex, markdown);
    }

    private static String latex() {
        Format format = Format.LATEX;
        StringBuilder notes = new StringBuilder();
        List<String> texts = format.notes();
        for (int i = 0; i < texts.size(); i++) {
            notes.append(format.note(i + 1)).append("~").append(texts.get(i)).append('\n');
        }
        return "% Written by RegretBench; needs \\usepackage{booktabs}.\n\\begin{table*}\n\\centering\\fontsize{7.5}{9}\\selectfont\n"
                + "\\setlength{\\tabcolsep}{4pt}\n\\caption{" + format.text(CAPTION) + "}\n\\label{tab:regret-orders}\n"
                + "\\begin{tabular}{@{}llllll@{}}\n\\toprule\n" + format.headOfKernels() + "\\midrule\n" + format.kernels()
                + "\\bottomrule\n\\end{tabular}\n\n\\medskip\n"
                + "\\begin{tabular}{@{}p{0.37\\linewidth}lll@{}}\n\\toprule\n" + format.headOfAlgorithms() + format.algorithms()
                + "\\bottomrule\n\\end{tabular}\n\n\\medskip\n\\begin{minipage}{\\linewidth}\\raggedright\n" + notes
                + "\\end{minipage}\n\\end{table*}\n";
    }

    private static String markdown() {
        Format format = Format.MARKDOWN;
        StringBuilder notes = new StringBuilder();
        List<String> texts = format.notes();
        for (int i = 0; i < texts.size(); i++) {
            notes.append(i + 1).append(". ").append(texts.get(i)).append('\n');
        }
        return "**Table 1.** " + format.text(CAPTION) + "\n\n" + format.headOfKernels() + "|---".repeat(6) + "|\n" + format.kernels() + "\n"
                + format.headOfAlgorithms() + "|---".repeat(4) + "|\n" + format.algorithms() + "\n" + notes;
    }

    private static RegretOrder row(String name) {
        return RegretOrder.TABLE.stream().filter(order -> order.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> cells(Formulas formulas) {
        return List.of(formulas.linear(), formulas.squaredExponential(), formulas.matern());
    }

    private static String formula(String formula) {
        return formula.equals("-") ? "–" : "$" + tex(formula) + "$";
    }

    /** Plain mathematics as TeX: exponents in braces, powers of 1/2 as roots. */
    static String tex(String plain) {
        StringBuilder braced = new StringBuilder();
        List<Boolean> exponents = new ArrayList<>();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '(') {
                boolean exponent = braced.toString().endsWith("^");
                exponents.add(exponent);
                braced.append(exponent ? '{' : '(');
            } else if (c == ')') {
                braced.append(exponents.remove(exponents.size() - 1) ? '}' : ')');
            } else {
                braced.append(c);
            }
        }
        return braced.toString().replaceAll("\\(T (.*)\\)\\^\\{1/2\\}$", "\\\\sqrt{T $1}").replace("T^{1/2}", "\\sqrt{T}")
                .replace(" polylog ", "\\,\\mathrm{polylog}\\,").replaceAll("\\blog\\b", "\\\\log").replaceAll("\\bnu\\b", "\\\\nu")
                .replace("gamma_T", "\\gamma_T").replace("<=", "\\le").replace("~", "\\sim").replace("GP", "\\mathrm{GP}");
    }
}
