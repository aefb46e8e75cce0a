package io.github.regretbench.kernel;

import io.github.regretbench.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A kernel that can be named in an experiment file, with its parameters, formula and source.
 *
 * @param name as written in files, e.g. {@code matern}
 * @param parameters name and default of each, in the order of printing; null where a value must be given
 * @param formula k(x, y), as text
 * @param citation where the formula comes from
 * @param constructor from checked arguments to the kernel
 */
public record KernelFamily(String name, List<Parameter> parameters, String formula, String citation,
        Function<Arguments, Kernel> constructor) {

    private static final String RW = "Rasmussen and Williams 2006, ";
    private static final Parameter VARIANCE = new Parameter("variance", 1.0);
    private static final Parameter LENGTH_SCALE = new Parameter("lengthscale", null);

    /** The kernels that come with RegretBench, in the order of {@code regretbench list kernels}. */
    private static final List<KernelFamily> BUILT_IN = List.of(
            new KernelFamily("se", List.of(VARIANCE, LENGTH_SCALE),
                    "variance exp(-r^2 / 2), r = |x - y| / lengthscale", RW + "eq. 4.9",
                    a -> a.scaled(a.stretched(SquaredExponential::new))),
            new KernelFamily("matern", List.of(VARIANCE, new Parameter("nu", null), LENGTH_SCALE),
                    "variance 2^(1-nu)/Gamma(nu) u^nu K_nu(u), u = sqrt(2 nu) |x - y| / lengthscale", RW + "eq. 4.14",
                    a -> a.scaled(a.stretched(l -> new Matern(a.number("nu"), l)))),
            new KernelFamily("linear", List.of(VARIANCE, new Parameter("bias", 0.0)),
                    "variance x.y + bias", RW + "section 4.2.2",
                    a -> new Linear(a.number("variance"), a.number("bias"))),
            new KernelFamily("constant", List.of(VARIANCE), "variance", RW + "section 4.2.1",
                    a -> new Constant(a.number("variance"))),
            new KernelFamily("white", List.of(VARIANCE), "variance if x = y, else 0", RW + "eq. 4.30",
                    a -> new White(a.number("variance"))));

    /** Copies the parameters. */
    public KernelFamily {
        parameters = List.copyOf(parameters);
    }

    /** The registry: RegretBench's own kernels, then those of {@link KernelProvider}s on the class path. */
    public static List<KernelFamily> all() {
        return Registry.of("kernel", BUILT_IN, KernelProvider.class, KernelProvider::kernel, KernelFamily::name);
    }

    /**
     * A parameter of a kernel family.
     *
     * @param name as written in files
     * @param defaultValue the value when it is left out, or null when it must be given
     */
    public record Parameter(String name, Double defaultValue) {
        @Override
        public String toString() {
            return defaultValue == null ? name : name + "=" + defaultValue;
        }
    }

    /** The kernel with the given arguments: a number, or for {@code lengthscale} a list with one number per dimension. */
    Kernel create(Map<String, List<Double>> arguments) {
        Set<String> known = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            known.add(parameter.name());
            if (parameter.defaultValue() == null && !arguments.containsKey(parameter.name())) {
                throw new IllegalArgumentException(name + " needs the parameter '" + parameter.name() + "'");
            }
        }
        for (String argument : arguments.keySet()) {
            if (!known.contains(argument)) {
                throw new IllegalArgumentException("%s has no parameter '%s'; it has %s".formatted(name, argument,
                        String.join(", ", known)));
            }
        }
        return constructor.apply(new Arguments(this, arguments));
    }

    /** Name and parameters as they are written, e.g. {@code matern(variance=1.0, nu, lengthscale)}. */
    public String signature() {
        List<String> texts = new ArrayList<>();
        parameters.forEach(p -> texts.add(p.toString()));
        return name + "(" + String.join(", ", texts) + ")";
    }

    /**
     * The arguments of one kernel in an expression, defaults filled in.
     *
     * @param family whose arguments
     * @param given what was written
     */
    public record Arguments(KernelFamily family, Map<String, List<Double>> given) {

        /** The single number given for a parameter, or its default. */
        public double number(String parameter) {
            List<Double> values = given.get(parameter);
            if (values == null) {
                return family.parameters().stream().filter(p -> p.name().equals(parameter)).findFirst().orElseThrow()
                        .defaultValue();
            }
            if (values.size() != 1) {
                throw new IllegalArgumentException("'%s' of %s is one number, not a list".formatted(parameter,
                        family.name()));
            }
            return values.get(0);
        }

        /** The kernel times the parameter {@code variance}. */
        public Kernel scaled(Kernel unit) {
            double variance = number("variance");
            return variance == 1 ? unit : unit.scaledBy(variance);
        }

        /** The kernel for the parameter {@code lengthscale}: one number, or one per dimension. */
        public Kernel stretched(Function<Double, Kernel> isotropic) {
            List<Double> lengthScales = given.get("lengthscale");
            return lengthScales.size() == 1 ? isotropic.apply(lengthScales.get(0))
                    : isotropic.apply(1.0).withLengthScales(lengthScales);
        }
    }
}
