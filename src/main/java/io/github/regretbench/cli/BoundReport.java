package io.github.regretbench.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.Step;
import io.github.regretbench.theory.BayesianBound;
import io.github.regretbench.theory.BoundSurvey.Entry;
import io.github.regretbench.theory.ConfidenceSchedule;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.GrowthOrder;
import io.github.regretbench.theory.LowerBound;
import io.github.regretbench.theory.Model;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.RegretChain;
import io.github.regretbench.theory.Schedule;
import io.github.regretbench.theory.ScheduleExpression;
import io.github.regretbench.theory.Smoothness;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What {@code regretbench bound} prints.
 *
 * @param model the model
 * @param expression the schedule as it was written
 * @param schedule the schedule of the model
 * @param bounds every bound, or why there is none
 * @param seed of the run
 * @param run one run of GP-UCB with the schedule
 */
record BoundReport(Model model, ScheduleExpression expression, Schedule schedule, List<Entry> bounds, long seed, Run run) {
    /** Printed digits; bounds are rounded away from what they bound, so that the text is one too. */
    private static final int DIGITS = 7;

    /** Follows a run with the chain of inequalities. */
    static final class Run implements Consumer<Step> {
        private RegretChain chain;
        private double regret;

        Run(RegretChain start) {
            chain = start;
        }

        @Override
        public void accept(Step step) {
            chain = chain.then(step.beta(), step.deviationBefore());
            regret = step.cumulativeRegret();
        }
    }

    /** What a bound is of; the heads of the table. */
    private enum Group {
        BAYESIAN("f drawn from the prior, with probability 1 - delta"),
        BAYESIAN_EXPECTED("f drawn from the prior, in expectation"),
        RKHS("f of RKHS norm at most B, with probability 1 - delta"),
        LOWER("f of RKHS norm at most B, what no algorithm can beat");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        static Group of(Entry entry) {
            Class<? extends RegretBound> type = entry.type();
            if (LowerBound.class.isAssignableFrom(type)) {
                return LOWER;
            }
            if (!BayesianBound.class.isAssignableFrom(type)) {
                return RKHS;
            }
            return entry.statement().guarantee().contains("probability") ? BAYESIAN : BAYESIAN_EXPECTED;
        }
    }

    /** beta_T of a schedule that is known before the run. */
    private OptionalDouble beta() {
        return schedule instanceof ConfidenceSchedule known ? OptionalDouble.of(known.beta(model.horizon())) : OptionalDouble.empty();
    }

    private Optional<GrowthOrder> order(Entry entry) {
        return model.prior().points().isIndexOnly() ? Optional.empty()
                : Smoothness.of(model.prior().kernel(), model.dimension()).flatMap(entry::order);
    }

    void print(PrintWriter out) {
        int horizon = model.horizon();
        GainBracket gain = model.gain();
        out.printf("f ~ GP(0, %s) on %d arms, noise variance %s, T = %d, delta = %s%n%n", model.prior().kernel(), model.arms(),
                nearest(model.noiseVariance()), horizon, nearest(model.delta()));
        out.printf("gamma_T  %s <= gamma_T <= %s nats, from above by %s; on these arms%n", down(gain.lower(horizon)), up(gain.upper(horizon)),
                gain.activeBound(horizon));
        out.printf("         the ends differ by a factor of %s, the bounds that take its root by at most %s%n", up(gain.ratio(horizon)),
                up(Math.sqrt(gain.ratio(horizon))));
        out.printf("C'       %s = 2 k_max / log(1 + k_max / s2), k_max = %s%n", nearest(model.ratio().cPrime()),
                nearest(model.ratio().maximumVariance()));
        out.printf("C1       %s = 4 C'%n", nearest(model.ratio().c1()));
        out.printf("beta_T   %s; %s%n", beta().isPresent() ? nearest(beta().getAsDouble()) : "not known before the run", expression);
        out.printf("         %s%n         guarantees: %s%n", expression.family().formula(), expression.family().guarantee());
        if (!model.prior().points().isIndexOnly()) {
            out.printf("orders   \"grows as\" is for a continuous set; on n arms gamma_T <= n/2 log(1 + T k_max / (n s2)) grows as log T in the end%n");
        }
        for (Group group : Group.values()) {
            out.printf("%n%s; each row for its own policy%n", group.title);
            bounds.stream().filter(entry -> Group.of(entry) == group).forEach(entry -> print(out, entry));
        }
        printChain(out);
    }

    private void print(PrintWriter out, Entry entry) {
        String name = entry.statement().name();
        if (entry.bound().isEmpty()) {
            out.printf("  %-30s %14s  %s%n", name, "-", entry.reason());
            return;
        }
        double value = entry.bound().get().value();
        out.printf("  %-30s %14s%s%n", name, Group.of(entry) == Group.LOWER ? down(value) : up(value),
                order(entry).map(BoundReport::growth).orElse(""));
        out.printf("      %s; %s [%s]%n", entry.statement().guarantee(), entry.statement().citation(), status(entry));
        out.printf("      for %s, on %s%n", entry.statement().policy(), set(entry));
        out.printf("      if %s%n", entry.statement().assumptions());
    }

    /** The decision set that the value is for. */
    private String set(Entry entry) {
        String arms = "the %d arms".formatted(model.arms());
        return entry.statement().continuous() ? arms + " as a subset of a cube, with their gamma_T: the whole cube's is larger" : arms;
    }

    private void printChain(PrintWriter out) {
        RegretChain chain = run.chain;
        String rest = chain.discretisation() > 0 ? " + pi^2/6" : "";
        out.printf("%none run of GP-UCB with this schedule, f drawn from the prior (seed %d): the chain behind Theorem 1%n", seed);
        out.printf("  (the first inequality is %s)%n", expression.family().coversDraws() ? "promised with probability 1 - delta"
                : "not promised by this schedule when f is drawn from the prior");
        out.printf("  %-52s %14s%n", "R_T", up(run.regret));
        out.printf("  %-52s %14s%n", "<= sum_t 2 sqrt(beta_t) sigma_(t-1)(x_t)" + rest, up(chain.confidence()));
        out.printf("  %-52s %14s  I = %s nats%n", "<= sqrt(C1 T beta_T I)" + rest, up(chain.realised()), up(chain.gain()));
        out.printf("  %-52s %14s%n", "<= sqrt(C1 T beta_T gamma_T)" + rest, up(chain.worstCase(model.gamma(model.horizon()))));
    }

    private static String status(Entry entry) {
        return Spelling.of(entry.statement().status());
    }

    private static String growth(GrowthOrder order) {
        String logarithm = order.logPower().isEmpty() ? " polylog T"
                : order.logPower().getAsDouble() == 0 ? "" : " (log T)^" + power(order.logPower().getAsDouble());
        return "  grows as T^" + power(order.power()) + logarithm + " on a continuous set";
    }

    private static String power(double value) {
        return rounded(value, 4, RoundingMode.HALF_EVEN);
    }

    private static String up(double value) {
        return rounded(value, DIGITS, RoundingMode.CEILING);
    }

    private static String down(double value) {
        return rounded(value, DIGITS, RoundingMode.FLOOR);
    }

    private static String nearest(double value) {
        return rounded(value, DIGITS, RoundingMode.HALF_EVEN);
    }

    private static String rounded(double value, int digits, RoundingMode mode) {
        return Double.isFinite(value) && value != 0
                ? PlainDouble.format(new BigDecimal(value).round(new MathContext(digits, mode)).stripTrailingZeros()) : PlainDouble.significant(value, digits);
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = GainCommand.JSON.createGenerator(text)) {
            json.writeStartObject();
            writeModel(json);
            json.writeArrayFieldStart("bounds");
            for (Entry entry : bounds) {
                write(json, entry);
            }
            json.writeEndArray();
            writeChain(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private void writeModel(JsonGenerator json) throws IOException {
        int horizon = model.horizon();
        json.writeStringField("kernel", model.prior().kernel().toString());
        json.writeNumberField("arms", model.arms());
        json.writeNumberField("noiseVariance", model.noiseVariance());
        json.writeNumberField("horizon", horizon);
        json.writeNumberField("delta", model.delta());
        json.writeObjectFieldStart("gain");
        json.writeNumberField("lower", model.gain().lower(horizon));
        json.writeNumberField("upper", model.gain().upper(horizon));
        json.writeStringField("activeBound", model.gain().activeBound(horizon).toString());
        json.writeEndObject();
        json.writeNumberField("maximumVariance", model.ratio().maximumVariance());
        json.writeNumberField("cPrime", model.ratio().cPrime());
        json.writeNumberField("c1", model.ratio().c1());
        json.writeObjectFieldStart("schedule");
        json.writeStringField("expression", expression.toString());
        write(json, "beta", beta());
        json.writeStringField("formula", expression.family().formula());
        json.writeStringField("assumption", expression.family().assumption().toString());
        json.writeStringField("guarantee", expression.family().guarantee().toString());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.statement().name());
        json.writeStringField("group", Spelling.of(Group.of(entry)));
        write(json, "value", entry.bound().isPresent() ? OptionalDouble.of(entry.bound().get().value()) : OptionalDouble.empty());
        if (entry.bound().isEmpty()) {
            json.writeStringField("reason", entry.reason());
        }
        json.writeStringField("formula", entry.statement().formula());
        json.writeStringField("policy", entry.statement().policy());
        json.writeStringField("set", set(entry));
        json.writeStringField("assumptions", entry.statement().assumptions());
        json.writeStringField("guarantee", entry.statement().guarantee());
        json.writeStringField("status", status(entry));
        json.writeStringField("citation", entry.statement().citation());
        Optional<GrowthOrder> order = order(entry);
        if (order.isPresent()) {
            json.writeObjectFieldStart("order");
            json.writeStringField("set", "continuous");
            json.writeNumberField("power", order.get().power());
            write(json, "logPower", order.get().logPower());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeChain(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("chain");
        json.writeNumberField("seed", seed);
        json.writeNumberField("regret", run.regret);
        json.writeNumberField("confidence", run.chain.confidence());
        json.writeNumberField("realised", run.chain.realised());
        json.writeNumberField("worstCase", run.chain.worstCase(model.gamma(model.horizon())));
        json.writeNumberField("beta", run.chain.beta());
        json.writeNumberField("gain", run.chain.gain());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(field, value.getAsDouble());
        } else {
            json.writeNullField(field);
        }
    }
}
