package io.github.regretbench.kernel;

import java.util.List;
import java.util.Map;

/** A kernel as it is written, before numbers are put in for parameters that are left out. */
sealed interface KernelTree {

    /** The kernel, all of whose parameters are written. */
    Kernel kernel();

    /** A known kernel and its arguments. */
    record Named(KernelFamily family, Map<String, List<Double>> arguments) implements KernelTree {
        @Override
        public Kernel kernel() {
            return family.create(arguments);
        }
    }

    /** A sum. */
    record Plus(KernelTree first, KernelTree second) implements KernelTree {
        @Override
        public Kernel kernel() {
            return first.kernel().plus(second.kernel());
        }
    }

    /** A product. */
    record Times(KernelTree first, KernelTree second) implements KernelTree {
        @Override
        public Kernel kernel() {
            return first.kernel().times(second.kernel());
        }
    }

    /** A number > 0 times a kernel. */
    record Multiple(double factor, KernelTree base) implements KernelTree {
        @Override
        public Kernel kernel() {
            return base.kernel().scaledBy(factor);
        }
    }

    /** {@code stretched(KERNEL, lengthscale=[l_1, ..., l_d])}. */
    record Divided(KernelTree base, List<Double> lengthScales) implements KernelTree {
        @Override
        public Kernel kernel() {
            return base.kernel().withLengthScales(lengthScales);
        }
    }

    /** {@code on(KERNEL, inputs=[j_1, ..., j_m])}. */
    record On(KernelTree base, List<Integer> inputs) implements KernelTree {
        @Override
        public Kernel kernel() {
            return new OnInputs(base.kernel(), inputs);
        }
    }
}
