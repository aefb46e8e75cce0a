package io.github.regretbench.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.GoldenTable;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** The samplers of IRGP-UCB and RGP-UCB. N = 100 000 draws each, fixed seeds. */
class RandomisedScheduleTest {
    private static final int DRAWS = 100_000;

    private static double[] draws(RandomisedSchedule schedule, int t, long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        double[] draws = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = schedule.draw(t, random);
        }
        return draws;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** 5 sd of a fraction of N draws, true value u: two-sided false alarm 5.7e-7 in the normal approximation. */
    private static void assertFractionBelow(double[] draws, double quantile, double u) {
        int below = 0;
        for (double draw : draws) {
            below += draw <= quantile ? 1 : 0;
        }
        assertThat(below / (double) draws.length).isCloseTo(u, within(5 * Math.sqrt(u * (1 - u) / draws.length)));
    }

    /** Exponential with mean 2 above 2 log(n/2): median 2 log 2, ninth decile 2 log 10. */
    @Test
    void irgpUcbDrawsAShiftedExponential() {
        double shift = 2 * StrictMath.log(23);
        double[] draws = draws(new IrgpUcb(46), 3, 1);
        // sd of one draw is 2, of the mean 0.00632; 5 sd = two-sided false alarm 5.7e-7.
        assertThat(mean(draws)).isCloseTo(shift + 2, within(5 * 0.00633));
        assertFractionBelow(draws, shift + 2 * StrictMath.log(2), 0.5);
        assertFractionBelow(draws, shift + 2 * StrictMath.log(10), 0.9);
        assertThat(Arrays.stream(draws).min().orElseThrow()).isGreaterThanOrEqualTo(shift);
    }

    @Test
    void continuousIrgpUcbDrawsTheSameExponential() {
        IrgpUcbContinuous schedule = new IrgpUcbContinuous(1, new ExponentialGradientTail(1, 3.75, 7.071));
        double[] draws = draws(schedule, 10, 2);
        // As above.
        assertThat(mean(draws)).isCloseTo(schedule.shift(10) + 2, within(5 * 0.00633));
        assertFractionBelow(draws, schedule.shift(10) + 2 * StrictMath.log(2), 0.5);
    }

    /** A single grid point would make the smallest beta 2 d log 1 - 2 log 2 &lt; 0, whose root is no width. */
    @Test
    void continuousIrgpUcbIsNeverNegative() {
        IrgpUcbContinuous flat = new IrgpUcbContinuous(1, new ExponentialGradientTail(1, 1, 1e-3));
        assertThat(flat.quantile(1, 0)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void rgpUcbDrawsAGammaVariable() {
        double theta = 1;
        RgpUcbPrinted schedule = new RgpUcbPrinted(theta);
        double kappa = schedule.shape(10);
        double[] draws = draws(schedule, 10, 3);
        // Variance kappa theta^2; 5 sd of the mean = two-sided false alarm 5.7e-7.
        assertThat(mean(draws)).isCloseTo(kappa * theta, within(5 * theta * Math.sqrt(kappa / DRAWS)));
        // The variance, which would be off by a factor kappa/theta if shape and scale were swapped: (x - mean)^2 has variance
        // kappa^2 theta^4 (2 + 6/kappa); 5 sd.
        double[] squares = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            squares[i] = (draws[i] - kappa * theta) * (draws[i] - kappa * theta);
        }
        assertThat(mean(squares)).isCloseTo(kappa * theta * theta,
                within(5 * kappa * theta * theta * Math.sqrt((2 + 6 / kappa) / DRAWS)));
        GoldenTable.rows("beta.csv").stream().filter(r -> r.text("schedule").equals("rgp_quantile")).forEach(row -> {
            Map<String, String> p = row.parameters("params");
            if (p.get("t").equals("10.0")) {
                assertFractionBelow(draws, row.number("beta_squared_multiplier"), Double.parseDouble(p.get("u")));
            }
        });
    }

    /** What the shape was made for: (n / sqrt(2 pi)) E exp(-beta_t / 2) = 1 / (t^2 + 1), whatever theta. */
    @Test
    void rgpUcbHasRussoAndVanRoysExpectation() {
        for (double theta : new double[] {0.1, 1, 8}) {
            for (int t : new int[] {1, 4}) {
                double[] terms = draws(new RgpUcb(5, theta), t, 4);
                double secondMoment = StrictMath.pow(1 + theta, -new RgpUcb(5, theta).shape(t));
                for (int i = 0; i < DRAWS; i++) {
                    terms[i] = StrictMath.exp(-terms[i] / 2);
                }
                double expected = Math.sqrt(2 * Math.PI) / (5 * (t * t + 1.0));
                // Variance E exp(-beta) - expected^2 with E exp(-beta) = (1 + theta)^-kappa; 6 sd, false alarm 2e-9 were the mean
                // normal, and still small for these skewed terms.
                assertThat(mean(terms)).isCloseTo(expected,
                        within(6 * Math.sqrt((secondMoment - expected * expected) / DRAWS)));
            }
        }
    }

    /** The same stream gives the same values, and one draw takes one number whatever the parameters. */
    @Test
    void drawsDependOnTheStreamAlone() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(9L);
        UniformRandomProvider again = RandomSource.XO_SHI_RO_256_PP.create(9L);
        for (int t = 1; t <= 50; t++) {
            new RgpUcb(2 + t, 0.5 * t).draw(t, random);
            again.nextDouble();
        }
        assertThat(new IrgpUcb(46).draw(51, random)).isEqualTo(new IrgpUcb(46).draw(51, again));
    }
}
