package io.github.regretbench.kernel;

import io.github.regretbench.kernel.DifferentiableKernel.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A kernel some of whose parameters are to be fitted: those that its text leaves out, as nu = 2.5 is given in {@code matern(nu=2.5)} and
 * variance and length scale are not. Parameters with a default other than the variance keep it. In a product one variance is fitted, that of
 * the first factor, and none where a number stands before it: a product of variances cannot be told from one.
 */
public final class KernelTemplate {
    private static final String VARIANCE = "variance";

    private final String text;
    private final Term term;
    private final List<Free> parameters;

    private KernelTemplate(String text, Term term, List<Free> parameters) {
        this.text = text;
        this.term = term;
        this.parameters = parameters;
    }

    /**
     * A parameter that is to be fitted.
     *
     * @param kernel whose it is: the family's name, with a number where several kernels of the text have it
     * @param name as the family writes it
     * @param axes the coordinates 0..d-1 it belongs to; none for variances and shapes
     * @param unit what it is measured in
     */
    public record Free(String kernel, String name, List<Integer> axes, Unit unit) {

        /** Copies the list. */
        public Free {
            axes = List.copyOf(axes);
        }
    }

    /** A template with numbers put in. */
    public interface Filled {

        /** The kernel. */
        Kernel kernel();

        /**
         * `k(x, y)` and its derivatives by the logarithms of the parameters that are fitted.
         *
         * @param derivatives where these are written, from index {@code first} on
         */
        double value(double[] x, double[] y, double[] derivatives, int first);
    }

    /**
     * The template that {@code text} writes.
     *
     * @param inputs the names of the d coordinates
     * @param perDimension whether length scales and periods are one number per dimension
     * @throws IllegalArgumentException with a sentence for the user when it writes none, or nothing in it can be fitted
     */
    public static KernelTemplate parse(String text, List<String> inputs, boolean perDimension) {
        Reading reading = new Reading(perDimension, inputs.size());
        Term term = reading.term(KernelExpression.tree(text, inputs), true);
        if (reading.free.isEmpty()) {
            throw new IllegalArgumentException("nothing is left to fit in the kernel '%s', all parameters are written; leave out those to fit, as in "
                    .formatted(text) + "matern(nu=2.5)");
        }
        return new KernelTemplate(text, term, List.copyOf(reading.free));
    }

    /**
     * The known kernels that {@code text} names, in order.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is not written as kernels are
     */
    public static List<KernelFamily> families(String text) {
        return KernelExpression.named(text);
    }

    /** What is fitted, in order. */
    public List<Free> parameters() {
        return parameters;
    }

    /** The kernel with these numbers > 0 in the places of its {@link #parameters}. */
    public Filled with(double[] values) {
        return term.with(values);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    /** A part of a kernel; it finds its numbers among all. */
    private interface Term {
        Filled with(double[] values);
    }

    /** Turns what is written into terms and numbers their parameters. */
    private static final class Reading {
        private final boolean perDimension;
        private List<Integer> axes;
        private final List<Free> free = new ArrayList<>();
        private final Map<String, Integer> seen = new LinkedHashMap<>();

        Reading(boolean perDimension, int dimension) {
            this.perDimension = perDimension;
            this.axes = IntStream.range(0, dimension).boxed().toList();
        }

        Term term(KernelTree tree, boolean fitVariance) {
            if (tree instanceof KernelTree.Named named) {
                return named(named, fitVariance);
            }
            if (tree instanceof KernelTree.Plus plus) {
                return combined(plus.first(), plus.second(), fitVariance, fitVariance, Sum::new);
            }
            if (tree instanceof KernelTree.Times times) {
                return combined(times.first(), times.second(), fitVariance, false, Product::new);
            }
            if (tree instanceof KernelTree.Multiple multiple) {
                return multiple(multiple);
            }
            if (tree instanceof KernelTree.On on) {
                return on(on, fitVariance);
            }
            throw new IllegalArgumentException("a kernel in 'stretched' cannot be fitted; write it by itself, with one length scale per dimension");
        }

        private Term on(KernelTree.On on, boolean fitVariance) {
            List<Integer> outer = axes;
            List<Integer> inputs = new OnInputs((x, y) -> 0, on.inputs()).inputs();
            axes = Arrays.stream(OnInputs.chosen(inputs, outer.stream().mapToDouble(j -> j).toArray())).mapToObj(j -> (int) j).toList();
            Term base = term(on.base(), fitVariance);
            axes = outer;
            return values -> {
                Filled inner = base.with(values);
                return filled(new OnInputs(inner.kernel(), inputs), (x, y, d, at) -> inner.value(OnInputs.chosen(inputs, x),
                        OnInputs.chosen(inputs, y), d, at));
            };
        }

        private Term multiple(KernelTree.Multiple multiple) {
            int first = free.size();
            Term base = term(multiple.base(), false);
            int count = free.size() - first;
            return values -> {
                Filled inner = base.with(values);
                return filled(inner.kernel().scaledBy(multiple.factor()), (x, y, d, at) -> {
                    double value = inner.value(x, y, d, at);
                    scale(d, at + first, count, multiple.factor());
                    return multiple.factor() * value;
                });
            };
        }

        /** Two terms side by side: derivatives stand at the places of the parameters, so that neither has to know of the other. */
        private Term combined(KernelTree left, KernelTree right, boolean fitLeft, boolean fitRight, Combination combination) {
            int first = free.size();
            Term one = term(left, fitLeft);
            int second = free.size();
            Term other = term(right, fitRight);
            int end = free.size();
            return values -> {
                Filled a = one.with(values);
                Filled b = other.with(values);
                Kernel kernel = combination.of(a.kernel(), b.kernel());
                boolean product = kernel instanceof Product;
                return filled(kernel, (x, y, d, at) -> {
                    double va = a.value(x, y, d, at);
                    double vb = b.value(x, y, d, at);
                    if (product) {
                        scale(d, at + first, second - first, vb);
                        scale(d, at + second, end - second, va);
                    }
                    return product ? va * vb : va + vb;
                });
            };
        }

        private interface Combination {
            Kernel of(Kernel a, Kernel b);
        }

        private Term named(KernelTree.Named named, boolean fitVariance) {
            KernelFamily family = named.family();
            boolean hasVariance = family.parameters().stream().anyMatch(p -> p.name().equals(VARIANCE));
            Set<String> fitted = family.parameters().stream().filter(p -> p.name().equals(VARIANCE) ? fitVariance : p.defaultValue() == null)
                    .map(KernelFamily.Parameter::name).filter(name -> !named.arguments().containsKey(name))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Map<String, List<Double>> sample = new LinkedHashMap<>(named.arguments());
            fitted.forEach(name -> sample.put(name, List.of(1.0)));
            if (fitted.isEmpty()) {
                Kernel kernel = family.create(sample);
                return values -> filled(kernel, (x, y, d, at) -> kernel.value(x, y));
            }
            int first = free.size();
            int number = seen.merge(family.name(), 1, Integer::sum);
            String label = number == 1 ? family.name() : family.name() + number;
            if (fitted.equals(Set.of(VARIANCE))) {
                sample.put(VARIANCE, List.of(2.0));
                if (family.create(sample) instanceof Scaled scaled) {
                    free.add(new Free(label, VARIANCE, List.of(), Unit.VARIANCE));
                    return values -> multipleOf(scaled.base(), values[first], first);
                }
                sample.put(VARIANCE, List.of(1.0));
            }
            List<DifferentiableKernel.Parameter> own = requireFittable(family, sample, fitted);
            boolean ownVariance = own.stream().anyMatch(p -> p.name().equals(VARIANCE));
            boolean factor = fitted.contains(VARIANCE) && !ownVariance;
            if (factor) {
                free.add(new Free(label, VARIANCE, List.of(), Unit.VARIANCE));
            }
            for (DifferentiableKernel.Parameter parameter : own) {
                if (fitted.contains(parameter.name())) {
                    for (List<Integer> of : axesOf(parameter)) {
                        free.add(new Free(label, parameter.name(), of, parameter.unit()));
                    }
                }
            }
            Map<String, Integer> counts = new LinkedHashMap<>();
            own.stream().filter(p -> fitted.contains(p.name())).forEach(p -> counts.put(p.name(), axesOf(p).size()));
            return values -> fill(family, named.arguments(), counts, factor || hasVariance && !ownVariance, factor, first, values);
        }

        private static Filled multipleOf(Kernel base, double variance, int place) {
            return filled(base.scaledBy(variance), (x, y, d, at) -> {
                d[at + place] = variance * base.value(x, y);
                return d[at + place];
            });
        }

        /** The coordinates of each of its numbers: length scales and periods are for all, or one per dimension. */
        private List<List<Integer>> axesOf(DifferentiableKernel.Parameter parameter) {
            if (parameter.unit() != Unit.INPUT && !parameter.name().equals(Isotropic.LENGTH_SCALE.name())) {
                return List.of(List.of());
            }
            return perDimension ? axes.stream().map(List::of).toList() : List.of(axes);
        }

        private List<DifferentiableKernel.Parameter> requireFittable(KernelFamily family, Map<String, List<Double>> sample, Set<String> fitted) {
            Kernel kernel = family.create(sample);
            DifferentiableKernel unit = kernel instanceof Scaled scaled ? differentiable(scaled.base()) : differentiable(kernel);
            if (unit == null) {
                throw new IllegalArgumentException("the kernel %s has no derivatives by its parameters, so that it cannot be fitted; write %s, or fit "
                        .formatted(family.name(), fitted.stream().filter(name -> !name.equals(VARIANCE)).collect(Collectors.joining(" and "))) + "one of se, matern, rq, periodic, linear, constant, white");
            }
            List<DifferentiableKernel.Parameter> own = new ArrayList<>(new LinkedHashSet<>(unit.parameters()));
            for (String name : fitted) {
                if (!name.equals(VARIANCE) && own.stream().noneMatch(p -> p.name().equals(name))) {
                    throw new IllegalArgumentException("'%s' of %s is not fitted, for there is no derivative by it; write a number"
                            .formatted(name, family.name()));
                }
            }
            double[] somewhere = new double[axes.size()];
            unit.value(somewhere, somewhere, new double[unit.parameters().size() + 1], 0);
            return own;
        }

        private static Filled fill(KernelFamily family, Map<String, List<Double>> given, Map<String, Integer> counts, boolean scaled,
                boolean fitsFactor, int first, double[] values) {
            Map<String, List<Double>> arguments = new LinkedHashMap<>(given);
            int next = first;
            double variance = 1;
            if (scaled) {
                variance = fitsFactor ? values[next++] : given.getOrDefault(VARIANCE, List.of(1.0)).get(0);
                arguments.put(VARIANCE, List.of(1.0));
            }
            for (Map.Entry<String, Integer> parameter : counts.entrySet()) {
                List<Double> numbers = new ArrayList<>();
                for (int i = 0; i < parameter.getValue(); i++) {
                    numbers.add(values[next++]);
                }
                arguments.put(parameter.getKey(), numbers);
            }
            DifferentiableKernel unit = differentiable(family.create(arguments));
            int[] places = places(unit.parameters(), counts.keySet(), first + (fitsFactor ? 1 : 0));
            double factor = variance;
            Map<String, List<Double>> whole = new LinkedHashMap<>(arguments);
            if (scaled) {
                whole.put(VARIANCE, List.of(factor));
            }
            return filled(family.create(whole), (x, y, d, at) -> {
                double[] slopes = new double[places.length];
                double value = factor * unit.value(x, y, slopes, 0);
                for (int p = 0; p < places.length; p++) {
                    if (places[p] >= 0) {
                        d[at + places[p]] = factor * slopes[p];
                    }
                }
                if (fitsFactor) {
                    d[at + first] = value;
                }
                return value;
            });
        }

        /** Where the kernel's derivatives belong, -1 for those by parameters that are given. */
        private static int[] places(List<DifferentiableKernel.Parameter> parameters, Set<String> fitted, int first) {
            int[] places = new int[parameters.size()];
            int next = first;
            for (int p = 0; p < places.length; p++) {
                places[p] = fitted.contains(parameters.get(p).name()) ? next++ : -1;
            }
            return places;
        }
    }

    /** The kernel's derivatives, or null where it has none. */
    private static DifferentiableKernel differentiable(Kernel kernel) {
        if (kernel instanceof Stretched stretched && stretched.base() instanceof Isotropic isotropic) {
            return new AxisLengthScales(isotropic, stretched.lengthScales());
        }
        return kernel instanceof DifferentiableKernel differentiable ? differentiable : null;
    }

    private static void scale(double[] derivatives, int first, int count, double factor) {
        for (int p = first; p < first + count; p++) {
            derivatives[p] *= factor;
        }
    }

    private interface Derivatives {
        double value(double[] x, double[] y, double[] derivatives, int first);
    }

    private static Filled filled(Kernel kernel, Derivatives derivatives) {
        return new Filled() {
            @Override
            public Kernel kernel() {
                return kernel;
            }

            @Override
            public double value(double[] x, double[] y, double[] d, int first) {
                return derivatives.value(x, y, d, first);
            }
        };
    }
}
