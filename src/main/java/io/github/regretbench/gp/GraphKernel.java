package io.github.regretbench.gp;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.Require;
import io.github.regretbench.Spelling;
import io.github.regretbench.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Kernels of the vertices of an undirected graph with weights W and degrees D: `K = sum_k g(lambda_k) u_k u_k^T` for the eigenpairs of
 * the Laplacian `L = D - W`, or of the normalised one, `I - D^(-1/2) W D^(-1/2)`. Their diagonals are not constant.
 *
 * @param kind the function g
 * @param parameters of g, by name
 * @param normalised which Laplacian
 */
public record GraphKernel(Kind kind, Map<String, Double> parameters, boolean normalised) {

    /** The functions g, with the names of their parameters. */
    public enum Kind {
        /** Diffusion, `exp(-beta lambda)`: Kondor and Lafferty 2002. */
        DIFFUSION("beta"),
        /** Regularised Laplacian, `1 / (1 + beta lambda)`: Smola and Kondor 2003. */
        REGULARISED("beta"),
        /** Matern, `(2 nu / kappa^2 + lambda)^-nu`, scaled so that the mean variance is 1: Borovitskiy et al. 2021. */
        MATERN("nu", "kappa"),
        /** Random walk of p steps, `(a - lambda)^p` with `a ge 2`, of the normalised Laplacian: Smola and Kondor 2003. */
        RANDOM_WALK("a", "p");

        private final List<String> names;

        Kind(String... names) {
            this.names = List.of(names);
        }

        private String signature() {
            return Spelling.of(this) + "(" + String.join(", ", names) + ")";
        }
    }

    /** How kernels are written. */
    public static final List<String> SIGNATURES = List.of(Kind.values()).stream().map(Kind::signature).toList();

    /** @throws IllegalArgumentException with a sentence for the user when parameters are outside their domains */
    public GraphKernel {
        parameters = Map.copyOf(parameters);
        parameters.forEach((name, value) -> Require.positive("'" + name + "' of " + Spelling.of(kind), value));
        if (kind == Kind.RANDOM_WALK && !(parameters.get("a") >= 2 && parameters.get("p") == Math.rint(parameters.get("p")))) {
            throw new IllegalArgumentException("random-walk has a = %s and p = %s; expected a >= 2 and a whole number of steps p".formatted(
                    PlainDouble.format(parameters.get("a")), PlainDouble.format(parameters.get("p"))));
        }
        if (kind == Kind.RANDOM_WALK && !normalised) {
            throw new IllegalArgumentException("random-walk is a kernel of the normalised Laplacian only; write 'laplacian: normalised'");
        }
    }

    /**
     * The kernel that a text such as {@code diffusion(beta=0.8)} names.
     *
     * @throws IllegalArgumentException with a sentence for the user when it names none
     */
    public static GraphKernel parse(String text, boolean normalised) {
        Tokens tokens = new Tokens(text, "kernel");
        String name = tokens.take();
        List<String> names = List.of(Kind.values()).stream().map(Spelling::of).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no kernel of graphs is called '%s'; %sknown: %s".formatted(name, Spelling.hint(name, names),
                    String.join(", ", SIGNATURES)));
        }
        Kind kind = Kind.values()[names.indexOf(name)];
        Map<String, Double> given = tokens.arguments(tokens::number);
        tokens.expectEnd();
        if (!given.keySet().equals(Set.copyOf(kind.names))) {
            throw new IllegalArgumentException("the kernel is '%s'; expected %s with a number for each parameter".formatted(text,
                    kind.signature()));
        }
        return new GraphKernel(kind, given, normalised);
    }

    /**
     * K on a graph.
     *
     * @param weights symmetric, n x n, >= 0, no vertex without an edge
     * @param variance what K is multiplied by, > 0
     */
    public GramMatrix on(double[][] weights, double variance) {
        int n = weights.length;
        DMatrixRMaj laplacian = laplacian(weights, normalised);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(laplacian)) {
            throw new IllegalArgumentException("the eigenvalues of the graph's Laplacian were not found");
        }
        double[][] matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            // A Laplacian has no negative eigenvalues but by rounding.
            double g = of(Math.max(0, eigen.getEigenvalue(k).getReal()));
            DMatrixRMaj u = eigen.getEigenVector(k);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += g * u.get(i) * u.get(j);
                }
            }
        }
        double scale = variance;
        if (kind == Kind.MATERN) {
            double trace = 0;
            for (int i = 0; i < n; i++) {
                trace += matrix[i][i];
            }
            scale *= n / trace;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] *= scale;
                matrix[j][i] = matrix[i][j];
            }
        }
        return GramMatrix.of(matrix);
    }

    private double of(double eigenvalue) {
        return switch (kind) {
            case DIFFUSION -> StrictMath.exp(-parameters.get("beta") * eigenvalue);
            case REGULARISED -> 1 / (1 + parameters.get("beta") * eigenvalue);
            case MATERN -> StrictMath.pow(2 * parameters.get("nu") / (parameters.get("kappa") * parameters.get("kappa")) + eigenvalue,
                    -parameters.get("nu"));
            // The normalised Laplacian's eigenvalues are at most 2.
            case RANDOM_WALK -> StrictMath.pow(Math.max(0, parameters.get("a") - eigenvalue), parameters.get("p"));
        };
    }

    private static DMatrixRMaj laplacian(double[][] weights, boolean normalised) {
        int n = weights.length;
        double[] degree = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                degree[i] += weights[i][j];
            }
        }
        DMatrixRMaj laplacian = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double own = i == j ? normalised ? 1 : degree[i] : 0;
                laplacian.set(i, j, own - (normalised ? weights[i][j] / Math.sqrt(degree[i] * degree[j]) : weights[i][j]));
            }
        }
        return laplacian;
    }

    /** As it is written, with the Laplacian. */
    @Override
    public String toString() {
        return kind.names.stream().map(name -> name + "=" + PlainDouble.format(parameters.get(name)))
                .collect(Collectors.joining(", ", Spelling.of(kind) + "(", ")"));
    }
}
