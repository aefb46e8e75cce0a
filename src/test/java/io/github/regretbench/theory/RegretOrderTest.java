package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.theory.RegretOrder.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegretOrderTest {

    private static List<Smoothness> kernels() {
        List<Smoothness> kernels = new ArrayList<>();
        for (int d : new int[] {1, 2, 3, 6}) {
            kernels.add(new Smoothness.Linear(d));
            kernels.add(new Smoothness.SquaredExponential(d));
            for (double nu : new double[] {0.5, 1, 1.5, 2.5, 3.5, 10}) {
                kernels.add(new Smoothness.Matern(d, nu));
            }
        }
        return kernels;
    }

    private static RegretOrder row(String name) {
        return RegretOrder.TABLE.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    /** p and q of an upper bound on gamma_T: Srinivas et al. 2010 where {@code old}, else Vakili et al. 2021. */
    private static double[] gamma(Smoothness kernel, boolean old) {
        int d = kernel.dimension();
        if (kernel instanceof Smoothness.Matern m) {
            double square = d * (d + 1);
            return old ? new double[] {square / (2 * m.nu() + square), 1}
                    : new double[] {d / (2 * m.nu() + d), 2 * m.nu() / (2 * m.nu() + d)};
        }
        return new double[] {0, kernel instanceof Smoothness.Linear ? 1 : d + 1};
    }

    /** Each bound is T^a gamma_T^b (log T)^c; the row is what comes out with the order of gamma_T put in. */
    @ParameterizedTest
    @CsvSource({"gp-ucb-2010, true, 0.5, 0.5, 0.5", "gp-ucb-vakili, false, 0.5, 0.5, 0.5", "thompson-irgp-pims, false, 0.5, 0.5, 0",
            "gp-ucb-theorem-3, true, 0.5, 1, 1.5", "igp-ucb, false, 0.5, 1, 0", "gp-ts, false, 0.5, 1, 0.5",
            "ei-tran-the, false, 0.5, 1, 0",
            "phased-elimination, false, 0.5, 0.5, 0.5", "mvr-simple, false, -0.5, 0.5, 0"})
    void followsFromTheOrderOfTheGain(String name, boolean old, double a, double b, double c) {
        for (Smoothness kernel : kernels()) {
            Optional<GrowthOrder> order = row(name).order(kernel);
            if (old && kernel instanceof Smoothness.Matern m && m.nu() <= 1) {
                assertThat(order).isEmpty();
                continue;
            }
            double[] gamma = gamma(kernel, old);
            assertThat(order.orElseThrow().power()).as("%s %s", name, kernel).isCloseTo(a + b * gamma[0], within(1e-12));
            order.get().logPower().ifPresent(q -> assertThat(q).as("%s %s", name, kernel).isCloseTo(c + b * gamma[1], within(1e-12)));
        }
    }

    @Test
    void noUpperBoundIsBelowALowerBoundInTheSameSetting() {
        for (Smoothness kernel : kernels()) {
            for (RegretOrder upper : RegretOrder.TABLE) {
                if (upper.quantity() != Quantity.CUMULATIVE || !upper.algorithm().contains("RKHS")) {
                    continue;
                }
                for (String lower : List.of("lower-scarlett", "lower-ma-scarlett")) {
                    row(lower).order(kernel).ifPresent(l -> upper.order(kernel).ifPresent(u -> {
                        assertThat(u.power()).as("%s %s", upper.name(), kernel).isGreaterThanOrEqualTo(l.power() - 1e-12);
                        if (u.power() == l.power() && u.logPower().isPresent()) {
                            assertThat(u.logPower().getAsDouble()).isGreaterThanOrEqualTo(l.logPower().orElseThrow());
                        }
                    }));
                }
            }
        }
    }

    @Test
    void sublinearExactlyWhereTheRemarkSays() {
        for (Smoothness kernel : kernels()) {
            for (RegretOrder row : RegretOrder.TABLE) {
                boolean expected = row.quantity() != Quantity.CUMULATIVE_FROM_BELOW && row.order(kernel).isPresent();
                if (kernel instanceof Smoothness.Matern m) {
                    int d = m.dimension();
                    expected &= !row.remark().contains("sublinear iff 2 nu > d (d + 1)") || 2 * m.nu() > d * (d + 1);
                    expected &= !row.remark().endsWith("sublinear iff 2 nu > d") || 2 * m.nu() > d;
                    expected &= !row.remark().contains("2 nu + d <= nu^2") || m.nu() > 2 && 2 * m.nu() + d <= m.nu() * m.nu();
                }
                assertThat(row.vanishes(kernel)).as("%s %s", row.name(), kernel).isEqualTo(expected);
            }
        }
    }

    @Test
    void conditionsOfTheRecentRows() {
        assertThat(row("gp-ucb-iwazaki").order(new Smoothness.Matern(1, 2.5))).contains(GrowthOrder.polylog(0.5));
        assertThat(row("gp-ucb-iwazaki").order(new Smoothness.Matern(2, 2.5))).isEmpty();
        assertThat(row("lower-bayes").order(new Smoothness.SquaredExponential(1))).contains(GrowthOrder.of(0.5, 0));
        assertThat(row("lower-bayes").order(new Smoothness.SquaredExponential(2))).isEmpty();
        assertThat(row("gp-ucb-whitehouse").status()).isEqualTo(Status.UNVERIFIED);
        assertThat(RegretOrder.TABLE.stream().map(RegretOrder::name)).doesNotHaveDuplicates().hasSize(14);
    }

    /** From T = 10^3 to 10^9, where log T triples, with B = s = 1. */
    @Test
    void tableAgreesWithScarlettsFullOrder() {
        for (Smoothness kernel : kernels()) {
            row("lower-scarlett").order(kernel).ifPresent(order -> {
                ScarlettOrder full = new ScarlettOrder(kernel, 1, 1);
                double growth = Math.log(full.cumulative(1_000_000_000) / full.cumulative(1000));
                double expected = order.power() * Math.log(1e6) + order.logPower().orElseThrow() * Math.log(3);
                assertThat(growth).isCloseTo(expected, within(1e-9));
            });
        }
    }

    /** The printed formulas are the numbers that the table computes with, and a dash where it has none for any d and nu. */
    @Test
    void formulasSayWhatTheTableComputes() {
        Pattern formula = Pattern.compile("T\\^\\((.+?)\\)(?: (?:(log T|polylog T)|\\(log T\\)\\^\\((.+)\\)))?");
        for (RegretOrder row : RegretOrder.TABLE) {
            Set<String> known = new HashSet<>();
            for (Smoothness kernel : kernels()) {
                String text = kernel instanceof Smoothness.Linear ? row.formulas().linear()
                        : kernel instanceof Smoothness.SquaredExponential ? row.formulas().squaredExponential() : row.formulas().matern();
                if (row.order(kernel).isEmpty()) {
                    continue;
                }
                known.add(text);
                GrowthOrder order = row.order(kernel).get();
                Matcher matcher = formula.matcher(text);
                assertThat(matcher.matches()).as("%s: %s", row.name(), text).isTrue();
                double nu = kernel instanceof Smoothness.Matern m ? m.nu() : Double.NaN;
                assertThat(new Sum(matcher.group(1), kernel.dimension(), nu).value()).as("%s: %s at %s", row.name(), text, kernel)
                        .isCloseTo(order.power(), within(1e-12));
                assertThat("polylog T".equals(matcher.group(2))).as("%s: %s", row.name(), text).isEqualTo(order.logPower().isEmpty());
                double logPower = matcher.group(3) != null ? new Sum(matcher.group(3), kernel.dimension(), nu).value()
                        : matcher.group(2) != null ? 1 : 0;
                order.logPower().ifPresent(q -> assertThat(logPower).as("%s: %s at %s", row.name(), text, kernel)
                        .isCloseTo(q, within(1e-12)));
            }
            for (String text : List.of(row.formulas().linear(), row.formulas().squaredExponential(), row.formulas().matern())) {
                assertThat(known.contains(text)).as("%s: %s", row.name(), text).isNotEqualTo(text.equals("-"));
            }
        }
    }

    /** Sums of products of numbers, d, nu and parentheses; side by side is times. */
    private static final class Sum {
        private final Matcher tokens;
        private final double d;
        private final double nu;
        private String next;

        Sum(String text, double d, double nu) {
            tokens = Pattern.compile("\\d+|nu|d|[-+/()]").matcher(text);
            this.d = d;
            this.nu = nu;
            advance();
        }

        private void advance() {
            next = tokens.find() ? tokens.group() : "";
        }

        double value() {
            double value = 0;
            double sign = 1;
            do {
                sign = next.equals("-") ? -1 : 1;
                if (next.matches("[-+]")) {
                    advance();
                }
                value += sign * product();
            } while (next.matches("[-+]"));
            return value;
        }

        private double product() {
            double value = factor();
            while (!next.matches("[-+)]?")) {
                boolean divide = next.equals("/");
                if (divide) {
                    advance();
                }
                double factor = factor();
                value = divide ? value / factor : value * factor;
            }
            return value;
        }

        private double factor() {
            String token = next;
            advance();
            if (token.equals("(")) {
                double value = value();
                advance();
                return value;
            }
            return token.equals("d") ? d : token.equals("nu") ? nu : Double.parseDouble(token);
        }
    }
}
