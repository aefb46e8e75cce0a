package io.github.regretbench.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class WhiteningTest {
    private static Prior prior(String kernel, int n) {
        double[][] rows = new double[n][];
        Arrays.setAll(rows, i -> new double[] {i / (n - 1.0)});
        return Prior.of(KernelExpression.parse(kernel), Points.of(rows));
    }

    private static double squares(double[] z) {
        return Arrays.stream(z).map(v -> v * v).sum();
    }

    /** Two arms at distance 1 under exp(-d/l), by hand: z = (f1, (f2 - rho f1) / sqrt(1 - rho^2)), f' K^-1 f = (1 - 2 rho + 1) / (1 - rho^2). */
    @Test
    void twoArmsByHand() {
        Whitening whitening = Whitening.of(prior("matern(nu=0.5, lengthscale=0.5)", 2));
        double rho = StrictMath.exp(-2);
        double[] z = whitening.coordinates(arm -> arm == 0 ? 1 : 2);
        assertThat(z[0]).isCloseTo(1, within(1e-15));
        assertThat(z[1]).isCloseTo((2 - rho) / Math.sqrt(1 - rho * rho), within(1e-14));
        assertThat(squares(z)).isCloseTo((1 - 2 * 2 * rho + 4) / (1 - rho * rho), within(1e-13));
        assertThat(whitening.isWhole()).isTrue();
    }

    /** A function of norm B has f' K^-1 f = B^2 where K is not singular, and at most that where it is. */
    @Test
    void squaresSumToTheSquaredNorm() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
        Prior rough = prior("matern(nu=0.5, lengthscale=0.2)", 100);
        assertThat(squares(Whitening.of(rough).coordinates(arm(rough.drawOfNorm(3, random))))).isCloseTo(9, within(1e-9));
        Prior smooth = prior("se(lengthscale=0.2)", 1000);
        Whitening whitening = Whitening.of(smooth);
        assertThat(whitening.isWhole()).isFalse();
        assertThat(whitening.rank()).isBetween(8, 19);
        double[] f = smooth.drawOfNorm(3, random);
        assertThat(squares(whitening.coordinates(arm(f)))).isBetween(0.1, 9 * (1 + 1e-6));
        assertThat(whitening.remainder(arm(f))).isLessThan(6);
    }

    /** What lies outside a kernel of low rank is seen by the remainder alone. */
    @Test
    void whatTheKernelCannotMakeIsLeft() {
        Whitening whitening = Whitening.of(prior("linear", 50));
        assertThat(whitening.remainder(arm -> 2.0 * arm / 49)).isLessThan(1e-6);
        assertThat(whitening.remainder(arm -> arm * arm / 49.0)).isGreaterThan(100);
    }

    /** Of many arms an even choice is looked at. */
    @Test
    void manyArmsAreThinned() {
        Prior prior = prior("matern(nu=2.5, lengthscale=0.2)", 5000);
        Whitening whitening = Whitening.of(prior);
        assertThat(whitening.arms()).isEqualTo(Whitening.MOST_ARMS);
        double[] f = prior.draw(RandomSource.XO_SHI_RO_256_PP.create(4));
        double[] z = whitening.coordinates(arm(f));
        // chi-square of r degrees of freedom: six standard deviations.
        assertThat(squares(z)).isCloseTo(z.length, within(6 * Math.sqrt(2.0 * z.length)));
    }

    private static IntToDoubleFunction arm(double[] f) {
        return arm -> f[arm];
    }
}
