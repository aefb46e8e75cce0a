package io.github.regretbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.space.Points;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** What is asked of every kernel. A test of yours implements this interface and has its tests. */
public interface KernelContract {
    /** Rounding of sums of n products, relative to the largest entry of the matrix. */
    double TOLERANCE = 1e-12;

    /** The kernel under test. */
    Kernel kernel();

    /** The points it is tested on, in its domain: here 40 in the unit square, two of them the same. */
    default Points points() {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(new long[] {1, 2, 3, 4});
        double[][] points = new double[40][];
        for (int i = 0; i < points.length; i++) {
            points[i] = new double[] {random.nextDouble(), random.nextDouble()};
        }
        points[1] = points[0].clone();
        return Points.of(points);
    }

    private double[][] matrix() {
        Points points = points();
        double[][] k = new double[points.size()][points.size()];
        for (int i = 0; i < k.length; i++) {
            for (int j = 0; j < k.length; j++) {
                k[i][j] = kernel().value(points.point(i), points.point(j));
            }
        }
        return k;
    }

    /** k(x, y) and k(y, x) are the same bits, at the second call too. */
    @Test
    default void isSymmetricAndRepeatable() {
        double[][] k = matrix();
        assertThat(matrix()).isDeepEqualTo(k);
        for (int i = 0; i < k.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(k[i][j]).as("k(x_%d, x_%d)", i, j).isEqualTo(k[j][i]);
            }
        }
    }

    /** k(x, x) >= 0 and |k(x, y)|^2 &lt;= k(x, x) k(y, y), all finite. */
    @Test
    default void diagonalBoundsTheRest() {
        double[][] k = matrix();
        for (int i = 0; i < k.length; i++) {
            assertThat(k[i][i]).as("k(x_%d, x_%d)", i, i).isFinite().isNotNegative();
            for (int j = 0; j < i; j++) {
                assertThat(Math.abs(k[i][j])).as("k(x_%d, x_%d)", i, j)
                        .isLessThanOrEqualTo(Math.sqrt(k[i][i]) * Math.sqrt(k[j][j]) * (1 + TOLERANCE));
            }
        }
    }

    /** K plus its rounding errors has a Cholesky factor: no eigenvalue is below minus {@link #TOLERANCE} n times the largest variance. */
    @Test
    default void isPositiveSemiDefinite() {
        double[][] k = matrix();
        double largest = 0;
        for (int i = 0; i < k.length; i++) {
            largest = Math.max(largest, k[i][i]);
        }
        for (int j = 0; j < k.length; j++) {
            k[j][j] += TOLERANCE * k.length * largest;
        }
        for (int j = 0; j < k.length; j++) {
            assertThat(k[j][j]).as("pivot %d of K: negative for a matrix with a negative eigenvalue", j)
                    .isGreaterThanOrEqualTo(largest == 0 ? 0 : Double.MIN_NORMAL);
            for (int i = j + 1; i < k.length && k[j][j] > 0; i++) {
                double factor = k[i][j] / k[j][j];
                for (int l = j + 1; l <= i; l++) {
                    k[i][l] -= factor * k[l][j];
                }
            }
        }
    }
}
