package io.github.regretbench.kernel;

import io.github.regretbench.Registry;
import io.github.regretbench.Spelling;
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
    private static final Parameter DEPTH = new Parameter("depth", null);
    private static final Parameter WEIGHT_VARIANCE = new Parameter("weightvariance", 1.0);
    private static final Parameter RELU_WEIGHT_VARIANCE = new Parameter("weightvariance", 2.0);
    private static final Parameter BIAS_VARIANCE = new Parameter("biasvariance", 0.0);

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
                    a -> new White(a.number("variance"))),
            new KernelFamily("rq", List.of(VARIANCE, new Parameter("alpha", null), LENGTH_SCALE),
                    "variance (1 + r^2 / (2 alpha))^-alpha, r = |x - y| / lengthscale", RW + "eq. 4.19",
                    a -> a.scaled(a.stretched(l -> new RationalQuadratic(a.number("alpha"), l)))),
            new KernelFamily("gammaexp", List.of(VARIANCE, new Parameter("gamma", null), LENGTH_SCALE),
                    "variance exp(-r^gamma), r = |x - y| / lengthscale", RW + "eq. 4.18",
                    a -> a.scaled(a.stretched(l -> new GammaExponential(a.number("gamma"), l)))),
            new KernelFamily("periodic", List.of(VARIANCE, new Parameter("period", null), LENGTH_SCALE),
                    "variance exp(-2 sum_i sin^2(pi (x_i - y_i) / period_i) / lengthscale_i^2)", RW + "eq. 4.31",
                    a -> a.scaled(new Periodic(a.numbers("period"), a.numbers("lengthscale")))),
            new KernelFamily("wiener", List.of(VARIANCE), "variance prod_i min(x_i, y_i), x >= 0", RW + "appendix B.2",
                    a -> a.scaled(new Wiener())),
            new KernelFamily("fbm", List.of(VARIANCE, new Parameter("hurst", null)),
                    "variance (|x|^2H + |y|^2H - |x - y|^2H) / 2, H = hurst", "Mandelbrot and Van Ness 1968",
                    a -> a.scaled(new FractionalBrownian(a.number("hurst")))),
            new KernelFamily("gibbs", List.of(VARIANCE, new Parameter("loglengthscale", null), new Parameter("slope", 0.0)),
                    "variance prod_i sqrt(2 l l' / (l^2 + l'^2)) exp(-(x_i - y_i)^2 / (l^2 + l'^2)), "
                            + "l = exp(loglengthscale_i + slope_i x_i)", RW + "eq. 4.32",
                    a -> a.scaled(new Gibbs(a.numbers("loglengthscale"), a.numbers("slope")))),
            new KernelFamily("additive", List.of(VARIANCE, LENGTH_SCALE, new Parameter("ordervariance", 1.0)),
                    "variance sum_k ordervariance_k e_k(z), z_i = exp(-(x_i - y_i)^2 / (2 lengthscale_i^2))",
                    "Duvenaud, Nickisch and Rasmussen 2011, eq. 5",
                    a -> a.scaled(new Additive(a.numbers("lengthscale"), a.numbers("ordervariance")))),
            new KernelFamily("arccosine", List.of(VARIANCE, new Parameter("order", 1.0), WEIGHT_VARIANCE, BIAS_VARIANCE),
                    "variance (s_xx s_yy)^(order/2) J_order(theta) / pi, s_xy = weightvariance x.y + biasvariance",
                    "Cho and Saul 2009, section 2",
                    a -> a.scaled(new ArcCosine(a.whole("order"), a.number("weightvariance"), a.number("biasvariance")))),
            new KernelFamily("nngp-relu", List.of(VARIANCE, DEPTH, RELU_WEIGHT_VARIANCE, BIAS_VARIANCE),
                    "variance times the covariance of an infinitely wide ReLU network", "Lee et al. 2018, section 2",
                    a -> a.scaled(network(InfiniteNetwork.Trained.OUTPUT, a))),
            new KernelFamily("ntk-relu", List.of(VARIANCE, DEPTH, RELU_WEIGHT_VARIANCE, BIAS_VARIANCE),
                    "variance times the neural tangent kernel of an infinitely wide ReLU network",
                    "Jacot, Gabriel and Hongler 2018, Theorem 1", a -> a.scaled(network(InfiniteNetwork.Trained.ALL, a))),
            new KernelFamily("overlap", List.of(VARIANCE), "variance times the share of coordinates that agree", "Ru et al. 2020",
                    a -> a.scaled(new Overlap())),
            new KernelFamily("hammingexp", List.of(VARIANCE, new Parameter("theta", 1.0)),
                    "variance exp(-sum_i theta_i [x_i != y_i] / d)", "Hutter, Hoos and Leyton-Brown 2011",
                    a -> a.scaled(new HammingExponential(a.numbers("theta")))));

    private static Kernel network(InfiniteNetwork.Trained trained, Arguments a) {
        return new InfiniteNetwork(trained, a.whole("depth"), a.number("weightvariance"), a.number("biasvariance"));
    }

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
        parameters.forEach(parameter -> known.add(parameter.name()));
        for (String argument : arguments.keySet()) {
            if (!known.contains(argument)) {
                throw new IllegalArgumentException("%s has no parameter '%s'; %sit has %s".formatted(name, argument,
                        Spelling.hint(argument, known), String.join(", ", known)));
            }
        }
        for (Parameter parameter : parameters) {
            if (parameter.defaultValue() == null && !arguments.containsKey(parameter.name())) {
                throw new IllegalArgumentException(name + " needs the parameter '" + parameter.name() + "'");
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

        /** The numbers given for a parameter, or its default: one, or one per dimension. */
        public List<Double> numbers(String parameter) {
            List<Double> values = given.get(parameter);
            return values != null ? values : List.of(family.parameters().stream().filter(p -> p.name().equals(parameter)).findFirst()
                    .orElseThrow().defaultValue());
        }

        /** The whole number given for a parameter, or its default. */
        public int whole(String parameter) {
            double value = number(parameter);
            if (value != (int) value) {
                throw new IllegalArgumentException("'%s' of %s is %s; expected a whole number".formatted(parameter, family.name(), value));
            }
            return (int) value;
        }

        /** The single number given for a parameter, or its default. */
        public double number(String parameter) {
            List<Double> values = numbers(parameter);
            if (values.size() != 1) {
                throw new IllegalArgumentException("'%s' of %s is one number, not a list".formatted(parameter,
                        family.name()));
            }
            return values.get(0);
        }

        /** The kernel times the parameter {@code variance}. */
        public Kernel scaled(Kernel unit) {
            return unit.scaledBy(number("variance"));
        }

        /** The kernel for the parameter {@code lengthscale}: one number, or one per dimension. */
        public Kernel stretched(Function<Double, Kernel> isotropic) {
            List<Double> lengthScales = given.get("lengthscale");
            return lengthScales.size() == 1 ? isotropic.apply(lengthScales.get(0))
                    : isotropic.apply(1.0).withLengthScales(lengthScales);
        }
    }
}
