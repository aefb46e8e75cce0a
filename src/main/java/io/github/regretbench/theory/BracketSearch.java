package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.theory.GainBracket.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The largest of the lower and the smallest of the upper bounds on gamma_T' for all T' up to a horizon. */
final class BracketSearch {
    /** Optimal designs are computed at this many geometrically spaced horizons; each serves them all. */
    private static final int DESIGNS = 16;
    /** Gap, relative to the gain, at which a design is good enough: less than whole numbers of plays lose. */
    private static final double DESIGN_TOLERANCE = 1e-4;
    private static final int MOST_STEPS = 20_000;
    /** What features may leave out of f, in nats at the largest horizon: it is added to upper bounds. */
    private static final double NEGLIGIBLE_GAIN = 1e-6;
    /** The path bound grows linearly in the end: it is given up after so many horizons, and when it was last the smallest at T/2. */
    private static final int PATH_PATIENCE = 64;
    /** What rounding can take from an upper bound U is below this times 1 + U. */
    private static final double ROUNDING = 1e-9;

    private final Prior prior;
    private final double noiseVariance;
    private final int horizon;
    private final GreedyDesign greedy;
    private final double[] lower;
    private final double[] upper;
    private final Bound[] active;

    BracketSearch(Prior prior, double noiseVariance, int horizon) {
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.horizon = horizon;
        greedy = GreedyDesign.of(prior, noiseVariance, horizon);
        lower = new double[horizon + 1];
        upper = new double[horizon + 1];
        active = new Bound[horizon + 1];
        Arrays.fill(upper, 1, horizon + 1, Double.POSITIVE_INFINITY);
    }

    GainBracket bracket() {
        for (int t = 1; t <= horizon; t++) {
            lower[t] = Math.max(greedy.gain(t), 0.5 * StrictMath.log1p(t * prior.maximumVariance() / noiseVariance));
        }
        improveLower();
        closedForms();
        for (DesignCertificate certificate : certificates()) {
            for (int t = 1; t <= horizon; t++) {
                offer(t, Bound.CERTIFICATE, certificate.upperBound(t));
            }
        }
        paths();
        monotone();
        han();
        monotone();
        for (int t = 1; t <= horizon; t++) {
            upper[t] += ROUNDING * (1 + upper[t]);
        }
        return new GainBracket(lower, upper, active);
    }

    /** T^(i / 15), i = 0..15. */
    private double designHorizon(int i) {
        return StrictMath.pow(horizon, i / (DESIGNS - 1.0));
    }

    private double negligibleVariance() {
        return 2 * NEGLIGIBLE_GAIN * noiseVariance / horizon;
    }

    /** Greedy designs whose plays are exchanged at some horizons before they go on. */
    private void improveLower() {
        FractionalDesign design = new FractionalDesign(prior, noiseVariance, negligibleVariance(), x -> 0);
        int played = 0;
        for (int i = 0; i < DESIGNS; i++) {
            int next = (int) Math.round(designHorizon(i));
            playGreedily(design, played, next);
            OptimalDesign.exchangePlays(design, next);
            lower[next] = Math.max(lower[next], design.informationGain());
            played = next;
        }
        for (int t = 2; t <= horizon; t++) {
            lower[t] = Math.max(lower[t], lower[t - 1]);
        }
    }

    /** Gains on the way are sums over updates; what they are off by at the end, computed anew, is taken from each. */
    private void playGreedily(FractionalDesign design, int from, int to) {
        double[] gains = new double[to + 1];
        gains[from] = design.informationGain();
        for (int t = from; t < to; t++) {
            int arm = OptimalDesign.mostVariable(design);
            gains[t + 1] = gains[t] + 0.5 * StrictMath.log1p(Math.max(0, design.variance(arm)) / noiseVariance);
            design.add(arm, 1);
        }
        design.renew();
        double drift = Math.abs(gains[to] - design.informationGain());
        for (int t = from + 1; t <= to; t++) {
            lower[t] = Math.max(lower[t], gains[t] - drift);
        }
    }

    /** From the largest horizon, where the greedy design is nearly optimal, down: the weights change little from one to the next. */
    List<DesignCertificate> certificates() {
        List<DesignCertificate> certificates = new ArrayList<>();
        int[] plays = greedy.plays(prior.size(), horizon);
        FractionalDesign design = new FractionalDesign(prior, noiseVariance, negligibleVariance(), x -> plays[x]);
        if (design.dimension() == 0) {
            return certificates;
        }
        for (int i = DESIGNS - 1; i >= 0; i--) {
            FractionalDesign warm = design;
            double factor = i == DESIGNS - 1 ? 1 : designHorizon(i) / designHorizon(i + 1);
            design = new FractionalDesign(prior, noiseVariance, negligibleVariance(), x -> warm.plays(x) * factor);
            certificates.add(OptimalDesign.improve(design, DESIGN_TOLERANCE * design.informationGain(), MOST_STEPS));
        }
        return certificates;
    }

    private void offer(int t, Bound bound, double value) {
        if (value < upper[t]) {
            upper[t] = value;
            active[t] = bound;
        }
    }

    private void closedForms() {
        Spectrum spectrum = Spectrum.of(prior);
        double[] online = greedy.onlineUpperBounds();
        double[] waterFilling = WaterFilling.of(spectrum, noiseVariance).integer(horizon);
        double largest = prior.maximumVariance();
        for (int t = 1; t <= horizon; t++) {
            double remainder = GainUpperBounds.hadamard(t, prior.remainder(), noiseVariance);
            offer(t, Bound.HADAMARD, GainUpperBounds.hadamard(t, largest, noiseVariance));
            offer(t, Bound.JENSEN, GainUpperBounds.jensen(t, spectrum.rank(), largest, noiseVariance) + remainder);
            offer(t, Bound.ONLINE_SUBMODULAR, online[t] + remainder);
            offer(t, Bound.WATER_FILLING, waterFilling[t] + remainder);
            offer(t, Bound.FINITE_SPECTRUM, GainUpperBounds.finiteSpectrum(t, spectrum, noiseVariance));
        }
    }

    private void paths() {
        PathBound path = new PathBound(prior, noiseVariance, PathBound.order(prior));
        int last = 0;
        for (int t = 1; t <= horizon && t <= Math.max(PATH_PATIENCE, 2 * last); t++) {
            offer(t, Bound.PATH, path.next());
            last = active[t] == Bound.PATH ? t : last;
        }
    }

    private void monotone() {
        for (int t = horizon - 1; t >= 1; t--) {
            offer(t, Bound.MONOTONE, upper[t + 1]);
        }
    }

    private void han() {
        double smallest = upper[1];
        for (int t = 2; t <= horizon; t++) {
            offer(t, Bound.HAN, t * smallest);
            smallest = Math.min(smallest, upper[t] / t);
        }
    }
}
