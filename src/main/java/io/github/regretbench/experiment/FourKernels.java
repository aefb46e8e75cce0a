package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.gp.Spectrum;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.space.Points;
import io.github.regretbench.theory.GainBracket;
import io.github.regretbench.theory.InformationGain;
import io.github.regretbench.theory.WaterFilling;
import java.io.IOException;
import java.util.List;

/**
 * Spectra and information gains of independent arms and of linear (d = 4), squared-exponential and Matérn (nu = 2.5) kernels of equal
 * trace. Srinivas et al. 2010, Figure 3, which does not say its decision sets, length scale or noise. Ours: n = 50 arms with k(x, x) = 1
 * throughout, hence the trace 50; length scale 0.1 and noise variance 0.002, with which the curves fill the axes of the paper.
 */
final class FourKernels {
    private static final int ARMS = 50;
    private static final int HORIZON = 50;
    private static final int RANKS = 20;
    private static final double NOISE_VARIANCE = 0.002;
    private static final String SET_UP = "Set-up (ours, the paper gives none): %d arms with k(x, x) = 1. Linear: unit vectors (cos θ, "
            + "sin θ, cos 2θ, sin 2θ)/√2 at equal angles θ. Squared exponential and Matérn: length scale 0.1, grid on [0, 1].";

    private FourKernels() {
    }

    private record Named(String name, String kernel, Points points) {
        Prior prior() {
            return Prior.of(KernelExpression.parse(kernel), points);
        }
    }

    private static List<Named> all() {
        Points line = Box.unit(1).grid(List.of(ARMS));
        return List.of(new Named("independent", "white", line), new Named("linear", "linear", harmonics()),
                new Named("se", "se(lengthscale=0.1)", line), new Named("matern", "matern(nu=2.5, lengthscale=0.1)", line));
    }

    /** Unit vectors whose four coordinates are orthogonal over the arms: the linear kernel has four eigenvalues n/4 and no others. */
    private static Points harmonics() {
        double[][] rows = new double[ARMS][];
        for (int i = 0; i < ARMS; i++) {
            double angle = 2 * Math.PI * i / ARMS;
            rows[i] = new double[] {StrictMath.cos(angle), StrictMath.sin(angle), StrictMath.cos(2 * angle), StrictMath.sin(2 * angle)};
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] *= Math.sqrt(0.5);
            }
        }
        return Points.of(rows);
    }

    /** Figure 3(a): the leading eigenvalues of K. */
    static void eigenvalues(ResultFolder folder) throws IOException {
        StringBuilder csv = new StringBuilder("kernel,rank,eigenvalue\n");
        for (Named named : all()) {
            Spectrum spectrum = Spectrum.of(named.prior());
            for (int rank = 1; rank <= RANKS; rank++) {
                ResultFolder.line(csv, named.name(), rank, spectrum.eigenvalue(rank));
            }
        }
        folder.text("eigenvalues.csv", csv.toString());
        Illustration.writeSetUp(folder, SET_UP.formatted(ARMS));
    }

    /** Figure 3(b): the paper's bound on gamma_T, eq. 8 as printed, and the certified bracket. */
    static void gains(ResultFolder folder) throws IOException {
        StringBuilder csv = new StringBuilder("kernel,t,lower,upper,active_bound,equation_8\n");
        for (Named named : all()) {
            Prior prior = named.prior();
            GainBracket bracket = InformationGain.bracket(prior, NOISE_VARIANCE, HORIZON);
            double[] equation8 = WaterFilling.of(Spectrum.of(prior), NOISE_VARIANCE).paperEquation8(HORIZON);
            for (int t = 1; t <= HORIZON; t++) {
                ResultFolder.line(csv, named.name(), t, bracket.lower(t), bracket.upper(t), bracket.activeBound(t), equation8[t]);
            }
        }
        folder.text("gain.csv", csv.toString());
        Illustration.writeSetUp(folder, SET_UP.formatted(ARMS) + " Noise variance %s.".formatted(PlainDouble.format(NOISE_VARIANCE)));
    }
}
