package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.gp.GraphKernel;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.kernel.KernelTemplate;
import io.github.regretbench.learning.FitSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The covariance of the policies' model, as an experiment's file says it. {@code toString} is what people read. */
public sealed interface ModelKernel {
    /** The kernel of sensors: the empirical covariance of the training rows. */
    String EMPIRICAL = "empirical";

    /** The kernel that a text says: an expression, or {@link #EMPIRICAL}. */
    static ModelKernel of(String text) {
        return text.equals(EMPIRICAL) ? new Empirical() : new Written(text);
    }

    /** The kernel in words that equal kernels share, see {@link KernelExpression#canonical}. */
    default String canonical() {
        return toString();
    }

    /** The known kernels that it names. */
    default List<KernelFamily> families() {
        return List.of();
    }

    /**
     * An expression.
     *
     * @param expression as {@link KernelExpression} reads it; coordinates may be called by the names of the arms' inputs
     */
    record Written(String expression) implements ModelKernel {
        /**
         * The kernel.
         *
         * @param inputs the names of the coordinates; none where they have only numbers
         */
        Kernel parsed(List<String> inputs) {
            return KernelExpression.parse(expression, inputs);
        }

        @Override
        public String canonical() {
            return KernelExpression.canonical(expression);
        }

        @Override
        public List<KernelFamily> families() {
            return KernelExpression.families(expression);
        }

        @Override
        public String toString() {
            return expression;
        }
    }

    /**
     * An expression whose parameters that are left out are fitted by marginal likelihood, the noise variance being the experiment's.
     *
     * @param expression as {@link KernelTemplate} reads it
     * @param on what it is fitted to
     * @param perInput whether length scales and periods are one number per input
     * @param bounds least and largest value of parameters by name, in the place of the usual ones
     */
    record Fitted(String expression, Data on, boolean perInput, Map<String, List<Double>> bounds) implements ModelKernel {
        /** What kernels are fitted to. */
        enum Data {
            /** All values of the table that is played on: an oracle. */
            TABLE,
            /** What is known before round 1. */
            START
        }

        /** @throws IllegalArgumentException unless bounds are two numbers > 0, the smaller first, and nothing but the kernel's */
        public Fitted {
            bounds = new FitSettings(Optional.empty(), Optional.empty(), bounds).bounds();
            if (bounds.containsKey(FitSettings.NOISE)) {
                throw new IllegalArgumentException("'bounds' has '%s', but the noise variance is given; take it out".formatted(FitSettings.NOISE));
            }
        }

        @Override
        public List<KernelFamily> families() {
            return KernelTemplate.families(expression);
        }

        @Override
        public String toString() {
            return expression + (on == Data.TABLE ? ", fitted to the table that is played on (an oracle)" : ", fitted to 'start'");
        }
    }

    /** Estimated from the training rows of sensors. */
    record Empirical() implements ModelKernel {
        @Override
        public String toString() {
            return EMPIRICAL;
        }
    }

    /**
     * A kernel of the vertices of a graph, which are the arms.
     *
     * @param file an edge per line: name in the data directory, or path
     * @param by the kernel
     * @param variance what it is multiplied by
     */
    record OfGraph(String file, GraphKernel by, double variance) implements ModelKernel {
        @Override
        public String toString() {
            return "%s%s on the graph %s, %s Laplacian".formatted(variance == 1 ? "" : PlainDouble.format(variance) + " * ", by, file,
                    by.normalised() ? "normalised" : "plain");
        }
    }

    /**
     * A matrix over the arms.
     *
     * @param file name in the data directory, or path
     */
    record Gram(String file) implements ModelKernel {
        @Override
        public String toString() {
            return "Gram matrix " + file;
        }
    }
}
