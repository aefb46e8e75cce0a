package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.theory.GainBracket.Bound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The largest of the lower and the smallest of the upper bounds on `gamma_(T')` for all T' up to a horizon. */
final class BracketSearch {
    /** Optimal designs are computed at horizons with at most this ratio; each serves all, and half-way it lacks at most 3e-3 d nats. */
    private static final double DESIGN_RATIO = 1.25;
    /** Between whole designs at horizons with this ratio, gains are interpolated; half-way that loses about 4e-4 d nats. */
    private static final double PLAYED_RATIO = 1.08;
    /** Beyond so many plays they follow the optimal design, of which whole numbers are a good approximation by then. */
    private static final int GREEDY_PLAYS = 2048;
    /** Gap, relative to the gain, at which a design is good enough: less than whole numbers of plays lose. */
    private static final double DESIGN_TOLERANCE = 1e-4;
    /** A gap of this share of what whole numbers of plays lost at the last horizon, which no certificate sees, is good enough, too. */
    private static final double WHOLE_TOLERANCE = 0.1;
    /** A few Newton steps are enough; a design is a certificate wherever they stop. */
    private static final int MOST_STEPS = 50;
    /** What features may leave out of a gain, as a share of that gap: it is added to upper bounds. */
    private static final double FEATURES_SHARE = 0.5;
    /** What they may leave out of a lower bound, relative to the gain. */
    private static final double NEGLIGIBLE_LOSS = 1e-6;
    /** What a search for exchanges may overlook of T plays' gain, in nats: what it finds is computed again. */
    private static final double OVERLOOKED = 5e-3;
    /** Beyond this rank eigenvalues take longer than everything else. */
    private static final int MOST_EIGENVALUES = 2048;
    /** The path bound grows linearly in the end: it is given up after so many horizons, and when it was last the smallest at T/2. */
    private static final int PATH_PATIENCE = 64;
    /** What rounding can take from an upper bound U is below this times 1 + U. */
    private static final double ROUNDING = 1e-9;

    private final Prior prior;
    private final double noiseVariance;
    private final int horizon;
    private final int designs;
    private final GreedyDesign greedy;
    private final PlayedDesigns played;
    private final double[][] weights;
    private final double[] upper;
    private final Bound[] active;

    BracketSearch(Prior prior, double noiseVariance, int horizon) {
        InformationGain.requireHorizon(horizon);
        this.prior = prior;
        this.noiseVariance = noiseVariance;
        this.horizon = horizon;
        designs = 2 + (int) (StrictMath.log(horizon) / StrictMath.log(DESIGN_RATIO));
        weights = new double[designs][];
        greedy = GreedyDesign.of(prior, noiseVariance, Math.min(horizon, GREEDY_PLAYS));
        played = new PlayedDesigns(prior, noiseVariance, horizon, greedy);
        upper = new double[horizon + 1];
        active = new Bound[horizon + 1];
        Arrays.fill(upper, 1, horizon + 1, Double.POSITIVE_INFINITY);
    }

    GainBracket bracket() {
        playGreedily();
        closedForms();
        paths();
        List<DesignCertificate> certificates = certificates(upper);
        IntStream.rangeClosed(1, horizon).parallel().forEach(t ->
                certificates.forEach(certificate -> offer(t, Bound.CERTIFICATE, certificate.upperBound(t))));
        followDesigns();
        monotone();
        han();
        monotone();
        for (int t = 1; t <= horizon; t++) {
            upper[t] += ROUNDING * (1 + upper[t]);
        }
        return new GainBracket(played.lower(), upper, active);
    }

    List<DesignCertificate> certificates() {
        playGreedily();
        return certificates(upper);
    }

    /** T^(i / (designs - 1)), i = 0..designs - 1. */
    private double designHorizon(int i) {
        return StrictMath.pow(horizon, i / (designs - 1.0));
    }

    private int wholeHorizon(int i) {
        return (int) Math.round(designHorizon(i));
    }

    /** A variance that changes gains of t plays by at most this share of what they, or as many as were played, gain at least. */
    private double negligibleVariance(double share, double t) {
        return 2 * share * played.lower((int) Math.min(t, greedy.horizon())) * noiseVariance / t;
    }

    private void playGreedily() {
        for (int i = 0; i < designs && wholeHorizon(i) <= GREEDY_PLAYS; i++) {
            if (wholeHorizon(i) > played.played()) {
                played.playGreedily(wholeHorizon(i));
                played.exchange(2 * OVERLOOKED * noiseVariance / played.played());
            }
        }
        played.playGreedily(Math.min(horizon, GREEDY_PLAYS));
    }

    private void followDesigns() {
        for (int i = 1; i < designs; i++) {
            int from = Math.max(wholeHorizon(i - 1), greedy.horizon());
            if (from < wholeHorizon(i)) {
                played.follow(weights[i], from, wholeHorizon(i), PLAYED_RATIO, negligibleVariance(NEGLIGIBLE_LOSS, from));
            }
        }
    }

    /**
     * From the largest horizon down: the weights change little from one to the next. Designs that gain more than the ceiling at their
     * horizon cannot certify anything below it there.
     */
    private List<DesignCertificate> certificates(double[] ceiling) {
        List<DesignCertificate> certificates = new ArrayList<>();
        double[] start = IntStream.range(0, prior.size()).mapToDouble(x -> played.plays(x) / played.played()).toArray();
        double tolerance = DESIGN_TOLERANCE;
        for (int i = designs - 1; i >= 0; i--) {
            double t = designHorizon(i);
            double[] warm = i == designs - 1 ? start : weights[i + 1];
            weights[i] = warm;
            double negligible = negligibleVariance(FEATURES_SHARE * tolerance, t);
            FractionalDesign design = FractionalDesign.of(prior, noiseVariance, negligible, x -> warm[x] * t);
            if (design.dimension() > 0 && design.informationGain() <= ceiling[(int) Math.ceil(t)]) {
                FractionalDesign better = OptimalDesign.improve(design, tolerance * design.informationGain(), MOST_STEPS);
                certificates.add(DesignCertificate.of(better));
                weights[i] = IntStream.range(0, prior.size()).mapToDouble(x -> better.plays(x) / t).toArray();
                double lost = t <= played.played() ? 1 - played.lower((int) t) / better.informationGain() : 0;
                tolerance = Math.max(DESIGN_TOLERANCE, WHOLE_TOLERANCE * lost);
            }
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
        double largest = prior.maximumVariance();
        double[] online = greedy.onlineUpperBounds(horizon);
        for (int t = 1; t <= horizon; t++) {
            double remainder = GainUpperBounds.hadamard(t, prior.remainder(), noiseVariance);
            offer(t, Bound.HADAMARD, GainUpperBounds.hadamard(t, largest, noiseVariance));
            offer(t, Bound.JENSEN, GainUpperBounds.jensen(t, prior.rank(), largest, noiseVariance) + remainder);
            offer(t, Bound.ONLINE_SUBMODULAR, online[t] + remainder);
        }
        if (prior.rank() <= MOST_EIGENVALUES) {
            double[] waterFilling = WaterFilling.of(Spectrum.of(prior), noiseVariance).integer(horizon);
            for (int t = 1; t <= horizon; t++) {
                offer(t, Bound.WATER_FILLING, waterFilling[t] + GainUpperBounds.hadamard(t, prior.remainder(), noiseVariance));
            }
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
