package io.github.regretbench.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.InformationGain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code regretbench gain}: certified bounds on the maximum information gain gamma_T. */
@Command(name = "gain", mixinStandardHelpOptions = true,
        description = {"Bracket the maximum information gain gamma_T of T noisy looks, in nats: lower <= gamma_T <= upper for every T up "
                + "to the horizon, certified."},
        footer = {"", "Example: regretbench gain --kernel 'se(lengthscale=0.2)' --grid 1000 --noise 0.025 --horizon 1000"})
final class GainCommand implements Callable<Integer> {
    static final JsonFactory JSON = JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    /** About so many horizons are printed. */
    private static final int LINES = 12;

    @Spec
    private CommandSpec spec;
    @Mixin
    private ModelOptions model;
    @Option(names = "--json", description = "Write every T as JSON instead of a table of some.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        double noiseVariance = model.noiseVariance();
        int horizon = model.horizon();
        Prior prior = model.prior();
        ModelOptions.requireCarried(prior, model.noiseVariance(), model.horizon());
        GainBracket bracket;
        try {
            bracket = InformationGain.bracket(prior, noiseVariance, horizon);
        } catch (IllegalArgumentException e) {
            throw ModelOptions.kernelRefused(e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(bracket));
        } else {
            print(out, bracket);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String json(GainBracket bracket) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeArrayFieldStart("bracket");
            for (int t = 1; t <= bracket.horizon(); t++) {
                generator.writeStartObject();
                generator.writeNumberField("horizon", t);
                generator.writeNumberField("lower", bracket.lower(t));
                generator.writeNumberField("upper", bracket.upper(t));
                generator.writeStringField("activeBound", bracket.activeBound(t).toString());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static void print(PrintWriter out, GainBracket bracket) {
        out.printf(Locale.ROOT, "%9s  %22s  %22s  %8s  %s%n", "horizon", "lower", "upper", "ratio", "upper bound by");
        TreeSet<Integer> horizons = new TreeSet<>();
        for (int i = 0; i < LINES; i++) {
            horizons.add((int) Math.round(StrictMath.pow(bracket.horizon(), i / (LINES - 1.0))));
        }
        for (int t : horizons) {
            double ratio = bracket.lower(t) > 0 ? bracket.upper(t) / bracket.lower(t) : Double.NaN;
            out.printf(Locale.ROOT, "%9d  %22s  %22s  %8s  %s%n", t, PlainDouble.format(bracket.lower(t)),
                    PlainDouble.format(bracket.upper(t)), Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.5f", ratio),
                    bracket.activeBound(t));
        }
    }
}
