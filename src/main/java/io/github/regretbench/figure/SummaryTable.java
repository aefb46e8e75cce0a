package io.github.regretbench.figure;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.ResultFolder.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The summary of an experiment as a LaTeX table NAME.tex (needs booktabs): a row per policy, means with their intervals. */
public final class SummaryTable {
    static final String SCHEMA = "regretbench/booktabs/1";
    /** Of half an interval: what it says about the mean ends there. */
    private static final int DIGITS_OF_INTERVAL = 2;
    /** Of the mean: an interval narrower than this is not told from none, such as one of rounding errors. */
    private static final double LEAST_SHARE = 1e-3;
    /** Of a mean without an interval. */
    private static final int DIGITS = 4;
    /** With more decimals than this, numbers have a power of ten. */
    private static final int MOST_DECIMALS = 5;

    private static final List<String> COLUMNS = List.of("average_regret", "best_sampled_regret", "recommended_regret", "information_gain");

    private SummaryTable() {
    }

    /** Writes the table of the results in a folder. */
    public static void write(ResultFolder folder, Path directory) throws IOException {
        Experiment experiment = folder.experiment();
        String trials = experiment.trials() == 1 ? "one trial of " + experiment.horizon() + " rounds"
                : experiment.trials() + " trials of " + experiment.horizon() + " rounds; in brackets: "
                        + folder.intervals();
        StringBuilder tex = new StringBuilder("""
                %% %s: %s, %s
                %% Needs \\usepackage{booktabs}. Regrets in the unit of the objective.
                \\begin{tabular}{@{}lllll@{}}
                \\toprule
                 & & \\multicolumn{2}{l}{simple regret of the arm} & \\\\
                \\cmidrule(lr){3-4}
                policy & $R_T/T$ & best sampled & recommended & gain (nats) \\\\
                \\midrule
                """.formatted(SCHEMA, experiment.name(), trials));
        Map<String, String> labels = experiment.labels();
        for (Map<String, String> row : folder.summary().rows()) {
            tex.append(LatexText.of(labels.get(row.get("policy"))));
            COLUMNS.forEach(column -> tex.append(" & ").append(cell(Table.number(row, column), Table.number(row, column + "_lower"),
                    Table.number(row, column + "_upper"))));
            tex.append(" \\\\\n");
        }
        tex.append("\\bottomrule\n\\end{tabular}%\n");
        AtomicFile.write(directory.resolve(experiment.name() + ".tex"), out -> out.write(tex.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** A mean with its interval, to the second digit of half the interval; NaN bounds stand for no interval. */
    static String cell(double mean, double lower, double upper) {
        boolean known = !Double.isNaN(lower);
        double half = Math.max((upper - lower) / 2, LEAST_SHARE * Math.abs(mean));
        BigDecimal size = new BigDecimal(known && upper > lower ? half : mean);
        int digits = known && upper > lower ? DIGITS_OF_INTERVAL : DIGITS;
        BigDecimal rounded = size.round(new MathContext(digits));
        int decimals = rounded.signum() == 0 ? 0 : Math.max(0, digits - (rounded.precision() - rounded.scale()));
        int power = 0;
        if (decimals > MOST_DECIMALS) {
            BigDecimal largest = new BigDecimal(Math.max(Math.abs(mean), known ? Math.max(Math.abs(lower), Math.abs(upper)) : 0));
            power = largest.precision() - largest.scale() - 1;
        }
        String text = number(mean, power, decimals);
        if (known) {
            text += " [" + number(lower, power, decimals) + ", " + number(upper, power, decimals) + "]";
        }
        return power == 0 ? text : text + " $\\times 10^{" + power + "}$";
    }

    private static String number(double value, int power, int decimals) {
        BigDecimal scaled = new BigDecimal(value).scaleByPowerOfTen(-power);
        return LatexText.number(scaled.setScale(Math.max(0, decimals + power), RoundingMode.HALF_EVEN));
    }
}
