package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.data.CandidateFormat;
import io.github.regretbench.data.CandidateTable;
import io.github.regretbench.data.ValueTransform;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelTemplate;
import io.github.regretbench.learning.Estimate;
import io.github.regretbench.learning.FitSettings;
import io.github.regretbench.learning.KernelFit;
import io.github.regretbench.learning.ProfileInterval;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench fit}: kernels by marginal likelihood. */
@Command(name = "fit", mixinStandardHelpOptions = true,
        description = {"Fit kernels to a table of configurations by marginal likelihood: parameters with 95%% profile-likelihood intervals, the "
                + "likelihood of rival kernels, and lines for an experiment.", "",
            "Parameters that a kernel's text leaves out are fitted, as variance and length scale of matern(nu=2.5). Each fit climbs from the "
                + "best " + KernelFit.CLIMBS + " of " + KernelFit.STARTS + " fixed starts within bounds, the same every time: length scales and "
                + "periods 1/100 to 10 times the range of the inputs, variances 1e-4 to 1e4 times that of the values, noise 1e-6 to 10 times "
                + "it, other numbers 0.01 to 100."},
        footer = {"", "Example: regretbench fit tuning.csv --inputs lr,depth --log lr --value accuracy --scale unit-cube --ard"})
final class FitCommand implements Callable<Integer> {
    /** Digits in the lines for an experiment: far more than the data can tell. */
    private static final int DIGITS = 6;
    private static final int SHOWN = 4;

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "TABLE", description = "A file with a header and one line per configuration: CSV, or gzip of it.")
    private Path table;
    @ArgGroup(multiplicity = "1")
    private Values values;
    @Option(names = "--inputs", split = ",", paramLabel = "COLUMN", description = "The inputs; all columns but the values by default.")
    private List<String> inputs = List.of();
    @Option(names = "--log", split = ",", paramLabel = "COLUMN", description = "Inputs whose decimal logarithm is taken.")
    private List<String> log = List.of();
    @Option(names = "--categories", split = ",", paramLabel = "COLUMN", description = "Inputs whose cells are names.")
    private List<String> categories = List.of();
    @Option(names = "--scale", paramLabel = "unit-cube", description = "Scale the inputs to [0, 1].")
    private String scale;
    @Option(names = "--within", split = ",", paramLabel = "COLUMN=LEAST:LARGEST", description = "Leave out rows outside these limits.")
    private List<String> within = List.of();
    @Option(names = "--missing", paramLabel = "drop-rows", description = "Leave out rows without all values; else they are an error.")
    private String missing;
    @Option(names = "--transform", paramLabel = "NAME", description = "What is done to the values: none (default), log, minus-log, "
            + "minus-log-error(of=1), logit.")
    private String transform = "none";
    @Option(names = "--sign", paramLabel = "1|-1", description = "-1 to maximise minus the value.")
    private int sign = 1;
    @Option(names = "--kernels", paramLabel = "KERNELS", description = "Kernels between commas, as in experiments (default: ${DEFAULT-VALUE}).",
            defaultValue = "se, matern(nu=0.5), matern(nu=1.5), matern(nu=2.5), rq")
    private String kernels;
    @Option(names = "--ard", description = "One length scale per input.")
    private boolean perDimension;
    @Option(names = "--mean", paramLabel = "M", description = "The prior mean; fitted by default.")
    private String mean;
    @Option(names = "--noise", paramLabel = "VARIANCE", description = "The noise variance of one value; fitted by default.")
    private String noise;
    @Option(names = "--bounds", split = ",", paramLabel = "NAME=LEAST:LARGEST",
            description = "Bounds of a parameter, such as lengthscale=0.05:2, in the place of the usual ones; noise=... for the noise variance.")
    private List<String> bounds = List.of();
    @Option(names = "--without-intervals", description = "Leave out the intervals, which take most of the time.")
    private boolean withoutIntervals;

    /** One of three. */
    static final class Values {
        @Option(names = "--value", required = true, paramLabel = "COLUMN", description = "The measured value.")
        private String value;
        @Option(names = "--repeats", required = true, split = ",", paramLabel = "COLUMN",
                description = "Columns with repeats of one measurement, such as r0..r9: the likelihood is that of every one of them.")
        private List<String> repeats;
        @Option(names = "--mean-of", required = true, split = ",", paramLabel = "COLUMN",
                description = "The same columns, where their mean counts as one value.")
        private List<String> averaged;

        private List<String> columns() {
            return value != null ? List.of(value) : repeats != null ? repeats : averaged;
        }
    }

    /** A kernel with what was found. */
    private record Found(KernelFit fit, List<ProfileInterval> intervals) {
    }

    @Override
    public Integer call() {
        FitSettings settings = settings();
        CandidateTable read = CandidateTable.read(table, format());
        double[][] data = read.values();
        if (values.averaged != null) {
            data = IntStream.range(0, data.length).mapToObj(i -> new double[] {read.mean(i)}).toArray(double[][]::new);
        }
        List<KernelTemplate> templates = new ArrayList<>();
        for (String text : split(kernels)) {
            templates.add(template(text, read.inputs()));
        }
        List<Found> found = new ArrayList<>();
        for (KernelTemplate template : templates) {
            found.add(found(template, read, data, settings));
        }
        found.sort(Comparator.comparingDouble(f -> f.fit().bic()));
        PrintWriter out = spec.commandLine().getOut();
        print(out, read, data, found);
        out.flush();
        return ExitCode.OK;
    }

    private KernelTemplate template(String text, List<String> columns) {
        try {
            return KernelTemplate.parse(text, columns, perDimension);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--kernels: " + e.getMessage(), e);
        }
    }

    private Found found(KernelTemplate template, CandidateTable read, double[][] data, FitSettings settings) {
        try {
            KernelFit fit = KernelFit.of(template, read.points(), data, settings);
            return new Found(fit, withoutIntervals ? List.of() : fit.intervals());
        } catch (IllegalArgumentException e) {
            throw new BadInputException(table + ": " + e.getMessage(), e);
        }
    }

    private CandidateFormat format() {
        if (scale != null && !scale.equals("unit-cube")) {
            throw new BadInputException("--scale is '" + scale + "'; expected unit-cube");
        }
        if (missing != null && !missing.equals("drop-rows")) {
            throw new BadInputException("--missing is '" + missing + "'; expected drop-rows");
        }
        try {
            return new CandidateFormat(inputs, values.columns(), log, categories, scale != null, ranges("--within", within), missing != null,
                    ValueTransform.parse(transform), sign);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private FitSettings settings() {
        try {
            return new FitSettings(number("--mean", mean), number("--noise", noise), ranges("--bounds", bounds));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private static Optional<Double> number(String option, String text) {
        if (text == null) {
            return Optional.empty();
        }
        double value = PlainDouble.parse(text);
        if (Double.isNaN(value)) {
            throw new BadInputException(option + " is '" + text + "'; expected a finite number");
        }
        return Optional.of(value);
    }

    /** {@code a=0.1:2}, each. */
    private static Map<String, List<Double>> ranges(String option, List<String> texts) {
        Map<String, List<Double>> ranges = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String[] ends = text.substring(equals + 1).split(":", -1);
            if (equals < 1 || ends.length != 2 || Double.isNaN(PlainDouble.parse(ends[0])) || Double.isNaN(PlainDouble.parse(ends[1]))) {
                throw new BadInputException("%s is '%s'; expected NAME=LEAST:LARGEST with two numbers".formatted(option, text));
            }
            if (ranges.put(text.substring(0, equals), List.of(PlainDouble.parse(ends[0]), PlainDouble.parse(ends[1]))) != null) {
                throw new BadInputException("%s names '%s' twice; leave one out".formatted(option, text.substring(0, equals)));
            }
        }
        return ranges;
    }

    /** At the commas that stand in no parentheses or brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (i == text.length() || c == ',' && depth == 0) {
                parts.add(text.substring(from, i).strip());
                if (parts.get(parts.size() - 1).isEmpty()) {
                    throw new BadInputException("--kernels is '" + text + "', with nothing before or after a comma; write a kernel there");
                }
                from = i + 1;
            }
        }
        return parts;
    }

    private void print(PrintWriter out, CandidateTable read, double[][] data, List<Found> found) {
        out.printf(Locale.ROOT, "%s; likelihood of %d values%s%n%n", read.use(), data.length * data[0].length,
                values.averaged == null ? "" : " (means)");
        int width = found.stream().mapToInt(f -> f.fit().template().toString().length()).max().orElseThrow();
        String kernelColumn = "%-" + Math.max(width, "kernel".length()) + "s";
        out.printf(Locale.ROOT, kernelColumn + "  %14s  %6s  %12s  %12s%n", "kernel", "log likelihood", "fitted", "BIC", "above best");
        double best = found.get(0).fit().bic();
        for (Found f : found) {
            out.printf(Locale.ROOT, kernelColumn + "  %14.3f  %6d  %12.3f  %12.3f%n", f.fit().template(), f.fit().logLikelihood(), f.fit().fitted(),
                    f.fit().bic(), f.fit().bic() - best);
        }
        for (Found f : found) {
            out.println();
            printParameters(out, read.inputs(), f);
        }
        KernelFit fit = found.get(0).fit();
        out.println();
        out.println("Smallest BIC, for an experiment:");
        out.println("kernel: " + rounded(fit));
        out.println("noiseVariance: " + rounded(fit.noiseVariance()));
        out.println("# and under arms: mean: " + rounded(fit.mean()));
        out.println();
        out.println("A kernel that was fitted to a table is an oracle for games on this table: no guarantee covers them.");
    }

    private void printParameters(PrintWriter out, List<String> inputs, Found found) {
        KernelFit fit = found.fit();
        out.println(fit.template() + ", mean " + PlainDouble.significant(fit.mean(), SHOWN)
                + (noise == null ? "" : ", noise variance " + noise + " as given"));
        List<Estimate> estimates = fit.estimates();
        List<String> names = estimates.stream().map(e -> name(e, inputs, estimates)).toList();
        String nameColumn = "  %-" + names.stream().mapToInt(String::length).max().orElseThrow() + "s";
        for (int p = 0; p < estimates.size(); p++) {
            Estimate e = estimates.get(p);
            out.printf(Locale.ROOT, nameColumn + "  %-10s%s%s%n", names.get(p), PlainDouble.significant(e.value(), SHOWN),
                    found.intervals().isEmpty() ? "" : "  95% interval " + interval(found.intervals().get(p)),
                    e.isAtBound() ? "  at a bound of the search, " + PlainDouble.significant(e.least(), SHOWN) + " to "
                            + PlainDouble.significant(e.largest(), SHOWN) : "");
        }
    }

    private static String interval(ProfileInterval interval) {
        return (interval.isLowerOpen() ? "below " : "") + PlainDouble.significant(interval.lower(), SHOWN) + " to "
                + (interval.isUpperOpen() ? "above " : "") + PlainDouble.significant(interval.upper(), SHOWN);
    }

    /** With the input's name where it is for one of several, and the kernel's where there are several. */
    private static String name(Estimate estimate, List<String> inputs, List<Estimate> all) {
        boolean several = all.stream().map(Estimate::kernel).filter(k -> !k.isEmpty()).distinct().count() > 1;
        return (several && !estimate.kernel().isEmpty() ? estimate.kernel() + " " : "") + estimate.name()
                + (estimate.axes().size() != 1 || inputs.size() == 1 ? "" : " of " + inputs.get(estimate.axes().get(0)));
    }

    private static Kernel rounded(KernelFit fit) {
        double[] numbers = fit.estimates().stream().limit(fit.template().parameters().size())
                .mapToDouble(e -> Double.parseDouble(rounded(e.value()))).toArray();
        return fit.template().with(numbers).kernel();
    }

    private static String rounded(double value) {
        return PlainDouble.format(Double.parseDouble(PlainDouble.significant(value, DIGITS)));
    }
}
