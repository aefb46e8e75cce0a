package io.github.regretbench.theory;

import static io.github.regretbench.GoldenTable.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.GoldenTable;
import io.github.regretbench.GoldenTable.Row;
import io.github.regretbench.gp.FractionalDesign;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelGoldenTest;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every quantity of infogain*.csv. */
class InformationGainGoldenTest {
    private static final double TOLERANCE = 1e-10;

    static Stream<Row> instances() {
        return GoldenTable.rows("infogain_instances.csv").stream();
    }

    private static List<Row> rows(String table, Row instance) {
        return GoldenTable.rows(table).stream().filter(r -> r.text("instance").equals(instance.text("instance"))).toList();
    }

    static Prior prior(Row instance) {
        double[][] x = instance.points("X");
        if (!instance.text("kernel").equals("matrix")) {
            return Prior.of(KernelGoldenTest.kernel(instance.text("kernel"), instance.parameters("params")), Points.of(x));
        }
        double[] k = instance.vector("K_rowmajor");
        int n = x.length;
        Kernel matrix = (a, b) -> k[(int) a[0] * n + (int) b[0]];
        return Prior.of(matrix, Points.indexed(IntStream.range(0, n).mapToObj(Integer::toString).toList()));
    }

    private static List<Integer> indices(String text) {
        return Arrays.stream(text.split(";")).map(Integer::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void realisedGainsOfSequences(Row instance) {
        Prior prior = prior(instance);
        double noise = instance.number("noise_variance");
        List<Row> sequences = rows("infogain_sequences.csv", instance);
        assertThat(sequences).isNotEmpty();
        for (Row row : sequences) {
            List<Integer> arms = indices(row.text("indices"));
            assertClose(InformationGain.of(prior, noise, arms), row.number("information_gain"), TOLERANCE, row);
            Posterior posterior = prior.observedWith(noise);
            arms.forEach(arm -> posterior.observe(arm, 0));
            double maximum = IntStream.range(0, prior.size()).mapToDouble(posterior::variance).max().orElseThrow();
            assertClose(maximum, row.number("max_posterior_variance_after"), TOLERANCE, row);
        }
    }

    @ParameterizedTest
    @MethodSource("instances")
    void eigenvalues(Row instance) {
        Spectrum spectrum = Spectrum.of(prior(instance));
        assertThat(spectrum.rank()).isEqualTo((int) instance.number("rank"));
        for (Row row : rows("infogain.csv", instance)) {
            if (row.text("quantity").startsWith("eigenvalue_")) {
                int i = Integer.parseInt(row.text("quantity").substring("eigenvalue_".length()));
                // Rounding K's entries alone moves eigenvalues by an ulp of the largest.
                assertThat(Math.abs(spectrum.eigenvalue(i) - row.number("value"))).as(row.toString())
                        .isLessThanOrEqualTo(Math.max(TOLERANCE * row.number("value"), 1e-15 * spectrum.eigenvalue(1)));
            }
        }
    }

    /** Along the order of indices. */
    private static double pathBound(Prior prior, double noise, int horizon) {
        PathBound path = new PathBound(prior, noise, IntStream.range(0, prior.size()).boxed().toList());
        double bound = 0;
        for (int t = 1; t <= horizon; t++) {
            bound = path.next();
        }
        return bound;
    }

    @ParameterizedTest
    @MethodSource("instances")
    void boundsAtEveryHorizon(Row instance) {
        Prior prior = prior(instance);
        double noise = instance.number("noise_variance");
        Spectrum spectrum = Spectrum.of(prior);
        List<Row> rows = rows("infogain.csv", instance).stream().filter(r -> !r.text("T").isEmpty()).toList();
        TreeSet<Integer> horizons = rows.stream().map(r -> Integer.valueOf(r.text("T"))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(horizons).hasSizeGreaterThan(3);
        for (int horizon : horizons) {
            Quantities quantities = new Quantities(prior, noise, spectrum, horizon);
            rows.stream().filter(r -> r.text("T").equals(Integer.toString(horizon)))
                    .forEach(row -> assertClose(quantities.value(row), row.number("value"), TOLERANCE, row));
        }
    }

    /** What the table's names mean. */
    private static final class Quantities {
        private final Prior prior;
        private final double noise;
        private final Spectrum spectrum;
        private final int horizon;
        private final GreedyDesign greedy;
        private final WaterFilling waterFilling;
        private final FractionalDesign optimal;

        Quantities(Prior prior, double noise, Spectrum spectrum, int horizon) {
            this.prior = prior;
            this.noise = noise;
            this.spectrum = spectrum;
            this.horizon = horizon;
            greedy = GreedyDesign.of(prior, noise, horizon);
            waterFilling = WaterFilling.of(spectrum, noise);
            optimal = OptimalDesign.improve(design("uniform"), 1e-14, 100);
        }

        private FractionalDesign design(String which) {
            double[] plays = greedy.plays(prior.size(), horizon);
            return FractionalDesign.of(prior, noise, which.equals("uniform") ? x -> horizon / (double) prior.size() : x -> plays[x]);
        }

        private double certificate(String which) {
            DesignCertificate certificate = DesignCertificate.of(design(which.split("_")[1]));
            return switch (which.split("_")[2]) {
                case "phi" -> certificate.gain();
                case "gap" -> certificate.gap(horizon);
                case "U1" -> certificate.linearUpperBound(horizon);
                case "U2" -> certificate.upperBound(horizon);
                default -> throw new IllegalArgumentException(which);
            };
        }

        double value(Row row) {
            double kmax = prior.maximumVariance();
            String quantity = row.text("quantity");
            if (quantity.equals("greedy_gain")) {
                assertThat(IntStream.rangeClosed(1, horizon).mapToObj(greedy::arm).toList()).isEqualTo(indices(row.text("info")));
            }
            if (quantity.equals("relaxed_dopt_value")) {
                double[] weights = row.vector("info");
                // Weights follow from a gap of 1e-14 to about 1e-7 where curvature is small.
                for (int x = 0; x < weights.length; x++) {
                    assertThat(Math.abs(optimal.plays(x) / horizon - weights[x])).as(row.toString()).isLessThan(1e-7);
                }
            }
            return quantity.startsWith("cert_") ? certificate(quantity) : switch (quantity) {
                case "greedy_gain" -> greedy.gain(horizon);
                case "gamma_exact_multiset" -> InformationGain.exact(prior, noise, horizon);
                case "gamma_exact_set" -> InformationGain.exactOfSets(prior, noise, horizon);
                case "wf_real" -> waterFilling.real(horizon);
                case "wf_real_level" -> waterFilling.level(horizon);
                case "wf_real_support_le_T" -> waterFilling.real(horizon, Math.min(horizon, spectrum.rank()));
                case "wf_integer" -> waterFilling.integer(horizon)[horizon];
                case "eq8_integer_over_(1-1/e)" -> waterFilling.paperEquation8(horizon)[horizon];
                case "greedy_over_(1-1/e)" -> greedy.submodularUpperBound(horizon);
                case "hadamard" -> GainUpperBounds.hadamard(horizon, kmax, noise);
                case "jensen_trace" -> GainUpperBounds.jensen(horizon, spectrum.rank(), kmax, noise);
                case "online_submodular" -> greedy.onlineUpperBounds(horizon)[horizon];
                case "path_dp_index_order" -> pathBound(prior, noise, horizon);
                case "finite_spectrum" -> GainUpperBounds.finiteSpectrum(horizon, spectrum, noise);
                case "ko_lee_queyranne_sets_only" -> waterFilling.koLeeQueyranne(horizon);
                case "relaxed_dopt_value" -> DesignCertificate.of(optimal).gain();
                case "effective_dimension_dT" -> optimal.effectiveDimension();
                case "best_upper_bound" -> best();
                default -> throw new IllegalArgumentException("unknown quantity " + row);
            };
        }

        private double best() {
            double kmax = prior.maximumVariance();
            return Stream.of(waterFilling.integer(horizon)[horizon], waterFilling.real(horizon, horizon),
                    GainUpperBounds.hadamard(horizon, kmax, noise), GainUpperBounds.jensen(horizon, spectrum.rank(), kmax, noise),
                    greedy.onlineUpperBounds(horizon)[horizon], pathBound(prior, noise, horizon),
                    GainUpperBounds.finiteSpectrum(horizon, spectrum, noise), DesignCertificate.of(optimal).upperBound(horizon),
                    greedy.submodularUpperBound(horizon)).min(Double::compare).orElseThrow();
        }
    }
}
