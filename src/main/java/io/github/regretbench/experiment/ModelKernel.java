package io.github.regretbench.experiment;

import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.kernel.KernelFamily;
import java.util.List;

/** The covariance of the policies' model, as an experiment's file says it. {@code toString} is what people read. */
public sealed interface ModelKernel {
    /** The kernel of sensors: the empirical covariance of the training rows. */
    String EMPIRICAL = "empirical";

    /** The kernel that a text says: an expression, or {@link #EMPIRICAL}. */
    static ModelKernel of(String text) {
        return text.equals(EMPIRICAL) ? new Empirical() : new Written(text);
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
        public List<KernelFamily> families() {
            return KernelExpression.families(expression);
        }

        @Override
        public String toString() {
            return expression;
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
