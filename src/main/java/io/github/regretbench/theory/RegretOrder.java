package io.github.regretbench.theory;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One row of the table of regret orders: how the regret of an algorithm is known to grow with T, by kernel family, dimension and
 * smoothness. Rows that are {@linkplain Status#DERIVED derived} put the orders of `gamma_T` into the algorithm's bound: log T (linear),
 * `(log T)^(d + 1)` (squared exponential), `T^(d // (2 nu + d)) (log T)^(2 nu // (2 nu + d))` (Matern; Vakili et al. 2021).
 *
 * @param name short and unique
 * @param algorithm whose regret it is, and what is assumed of f
 * @param quantity what grows
 * @param citation where the row comes from
 * @param status how far it can be relied upon
 * @param remark the condition under which the order is sublinear where it is not always, and what the row leaves open; may be empty
 * @param order by kernel; empty where nothing is known
 * @param formulas the same for printing
 */
public record RegretOrder(String name, String algorithm, Quantity quantity, String citation, Status status, String remark,
        Function<Smoothness, Optional<GrowthOrder>> order, Formulas formulas) {

    /**
     * The orders of a row as they are written, such as {@code T^(1/2) (log T)^(d/2 + 1)}: exponents in d and `nu`, {@code polylog T} for
     * some power of log T, and {@code -} where nothing is known.
     *
     * @param linear for the linear kernel
     * @param squaredExponential for the squared exponential kernel
     * @param matern for Matern kernels
     */
    public record Formulas(String linear, String squaredExponential, String matern) {
    }

    /** What an order is of. */
    public enum Quantity {
        /** An upper bound on `R_T`. */
        CUMULATIVE,
        /** A lower bound on `R_T` that no algorithm beats. */
        CUMULATIVE_FROM_BELOW,
        /** An upper bound on `f(x^**) - f("recommended after " T " rounds")`. */
        SIMPLE
    }

    private static final String TWO_NU_ABOVE_D = "Matern: sublinear iff 2 nu > d";

    /** The table. */
    public static final List<RegretOrder> TABLE = List.of(
            new RegretOrder("gp-ucb-2010", "GP-UCB, Theorems 1 and 2, f ~ GP, gamma_T of 2010", Quantity.CUMULATIVE,
                    "Srinivas et al. 2010, Theorems 1 and 2, with the gamma_T of that paper", Status.DERIVED, "Matern: for nu > 1",
                    rows(d -> GrowthOrder.of(0.5, 1), d -> GrowthOrder.of(0.5, (d + 2) / 2.0),
                            m -> m.nu() > 1 ? GrowthOrder.of((m.nu() + square(m)) / (2 * m.nu() + square(m)), 1) : null),
                    new Formulas("T^(1/2) log T", "T^(1/2) (log T)^(d/2 + 1)", "T^((nu + d (d + 1))/(2 nu + d (d + 1))) log T")),
            new RegretOrder("gp-ucb-vakili", "GP-UCB, Theorems 1 and 2, f ~ GP, gamma_T of 2021", Quantity.CUMULATIVE,
                    "Srinivas et al. 2010, Theorems 1 and 2, with gamma_T of Vakili et al. 2021", Status.DERIVED, "",
                    rows(d -> GrowthOrder.of(0.5, 1), d -> GrowthOrder.of(0.5, (d + 2) / 2.0),
                            m -> GrowthOrder.of(optimal(m), 0.5 + m.nu() / whole(m))),
                    new Formulas("T^(1/2) log T", "T^(1/2) (log T)^(d/2 + 1)", "T^((nu + d)/(2 nu + d)) (log T)^(1/2 + nu/(2 nu + d))")),
            new RegretOrder("gp-ucb-iwazaki", "GP-UCB, f ~ GP, high probability, constants depend on the path", Quantity.CUMULATIVE,
                    "Iwazaki 2025", Status.VERIFIED, "Matern: for nu > 2 and 2 nu + d <= nu^2",
                    rows(d -> null, d -> GrowthOrder.of(0.5, 1),
                            m -> m.nu() > 2 && whole(m) <= m.nu() * m.nu() ? GrowthOrder.polylog(0.5) : null),
                    new Formulas("-", "T^(1/2) log T", "T^(1/2) polylog T")),
            new RegretOrder("thompson-irgp-pims", "Thompson sampling, IRGP-UCB and PIMS, f ~ GP, finite D, expected", Quantity.CUMULATIVE,
                    "an argument after Takeno et al. 2023 and 2024", Status.DERIVED, "",
                    rows(d -> GrowthOrder.of(0.5, 0.5), d -> GrowthOrder.of(0.5, (d + 1) / 2.0),
                            m -> GrowthOrder.of(optimal(m), m.nu() / whole(m))),
                    new Formulas("T^(1/2) (log T)^(1/2)", "T^(1/2) (log T)^((d + 1)/2)",
                            "T^((nu + d)/(2 nu + d)) (log T)^(nu/(2 nu + d))")),
            new RegretOrder("gp-ucb-theorem-3", "GP-UCB, Theorem 3, RKHS, gamma_T of 2010", Quantity.CUMULATIVE,
                    "Srinivas et al. 2010, Theorem 3, with the gamma_T of that paper", Status.DERIVED,
                    "Matern: for nu > 1, sublinear iff 2 nu > d (d + 1)",
                    rows(d -> GrowthOrder.of(0.5, 2.5), d -> GrowthOrder.of(0.5, d + 2.5),
                            m -> m.nu() > 1 ? GrowthOrder.of(0.5 + square(m) / (2 * m.nu() + square(m)), 2.5) : null),
                    new Formulas("T^(1/2) (log T)^(5/2)", "T^(1/2) (log T)^(d + 5/2)",
                            "T^(1/2 + d (d + 1)/(2 nu + d (d + 1))) (log T)^(5/2)")),
            new RegretOrder("igp-ucb", "IGP-UCB and self-normalised GP-UCB, RKHS", Quantity.CUMULATIVE,
                    "Chowdhury and Gopalan 2017; Abbasi-Yadkori et al. 2011", Status.DERIVED, TWO_NU_ABOVE_D,
                    rows(d -> GrowthOrder.of(0.5, 1), d -> GrowthOrder.of(0.5, d + 1),
                            m -> GrowthOrder.of(0.5 + m.dimension() / whole(m), 2 * m.nu() / whole(m))),
                    new Formulas("T^(1/2) log T", "T^(1/2) (log T)^(d + 1)", "T^(1/2 + d/(2 nu + d)) (log T)^(2 nu/(2 nu + d))")),
            new RegretOrder("gp-ts", "GP-TS, RKHS", Quantity.CUMULATIVE, "Chowdhury and Gopalan 2017", Status.DERIVED, TWO_NU_ABOVE_D,
                    rows(d -> GrowthOrder.of(0.5, 1.5), d -> GrowthOrder.of(0.5, d + 1.5),
                            m -> GrowthOrder.of(0.5 + m.dimension() / whole(m), 0.5 + 2 * m.nu() / whole(m))),
                    new Formulas("T^(1/2) (log T)^(3/2)", "T^(1/2) (log T)^(d + 3/2)",
                            "T^(1/2 + d/(2 nu + d)) (log T)^(1/2 + 2 nu/(2 nu + d))")),
            new RegretOrder("gp-ucb-whitehouse", "GP-UCB with a regulariser tuned to the smoothness, RKHS",
                    Quantity.CUMULATIVE, "Whitehouse, Wu and Ramdas 2023", Status.UNVERIFIED,
                    "exponent from memory; sublinear for all Matern kernels",
                    rows(d -> null, d -> null,
                            m -> GrowthOrder.polylog((m.nu() + 2 * m.dimension()) / (2 * m.nu() + 2 * m.dimension()))),
                    new Formulas("-", "-", "T^((nu + 2 d)/(2 nu + 2 d)) polylog T")),
            new RegretOrder("phased-elimination", "BPE, SupKernelUCB and RIPS, RKHS", Quantity.CUMULATIVE,
                    "Li and Scarlett 2022 (BPE); orders after Ma and Scarlett 2026, section 1.2",
                    Status.VERIFIED, "the last half power of log T varies with the algorithm",
                    rows(d -> GrowthOrder.of(0.5, 1), d -> GrowthOrder.of(0.5, (d + 2) / 2.0), m -> GrowthOrder.polylog(optimal(m))),
                    new Formulas("T^(1/2) log T", "T^(1/2) (log T)^(d/2 + 1)", "T^((nu + d)/(2 nu + d)) polylog T")),
            new RegretOrder("ei-tran-the", "EI with the best posterior mean as incumbent, RKHS", Quantity.CUMULATIVE,
                    "Tran-The et al. 2022", Status.DERIVED, TWO_NU_ABOVE_D,
                    rows(d -> GrowthOrder.of(0.5, 1), d -> GrowthOrder.of(0.5, d + 1),
                            m -> GrowthOrder.polylog(0.5 + m.dimension() / whole(m))),
                    new Formulas("T^(1/2) log T", "T^(1/2) (log T)^(d + 1)", "T^(1/2 + d/(2 nu + d)) polylog T")),
            new RegretOrder("lower-scarlett", "any algorithm, RKHS", Quantity.CUMULATIVE_FROM_BELOW,
                    "Scarlett, Bogunovic and Cevher 2017 (arXiv version)", Status.VERIFIED, "",
                    rows(d -> null, d -> GrowthOrder.of(0.5, d / 4.0), m -> GrowthOrder.of(optimal(m), 0)),
                    new Formulas("-", "T^(1/2) (log T)^(d/4)", "T^((nu + d)/(2 nu + d))")),
            new RegretOrder("lower-ma-scarlett", "any algorithm, RKHS", Quantity.CUMULATIVE_FROM_BELOW, "Ma and Scarlett 2026",
                    Status.VERIFIED, "squared exponential: divided by a power of log log T",
                    rows(d -> GrowthOrder.of(0.5, 0), d -> GrowthOrder.of(0.5, d / 2.0), m -> GrowthOrder.of(optimal(m), 0)),
                    new Formulas("T^(1/2)", "T^(1/2) (log T)^(d/2)", "T^((nu + d)/(2 nu + d))")),
            new RegretOrder("lower-bayes", "any algorithm, f ~ GP, d = 1", Quantity.CUMULATIVE_FROM_BELOW, "Scarlett 2018", Status.VERIFIED,
                    "Matern: for nu > 2",
                    rows(d -> null, d -> d == 1 ? GrowthOrder.of(0.5, 0) : null,
                            m -> m.dimension() == 1 && m.nu() > 2 ? GrowthOrder.of(0.5, 0) : null),
                    new Formulas("-", "T^(1/2)", "T^(1/2)")),
            new RegretOrder("mvr-simple", "maximum variance reduction, RKHS", Quantity.SIMPLE,
                    "an argument after Vakili et al. 2021 (Optimal order simple regret)", Status.DERIVED, "",
                    rows(d -> GrowthOrder.polylog(-0.5), d -> GrowthOrder.of(-0.5, (d + 1) / 2.0),
                            m -> GrowthOrder.polylog(-m.nu() / whole(m))),
                    new Formulas("T^(-1/2) polylog T", "T^(-1/2) (log T)^((d + 1)/2)", "T^(-nu/(2 nu + d)) polylog T")));

    /** The order for a kernel; empty where nothing is known. */
    public Optional<GrowthOrder> order(Smoothness kernel) {
        return order.apply(kernel);
    }

    /** Whether this row shows that the average regret, or the simple regret, tends to zero; false for lower bounds. */
    public boolean vanishes(Smoothness kernel) {
        double limit = quantity == Quantity.SIMPLE ? 0 : 1;
        return quantity != Quantity.CUMULATIVE_FROM_BELOW && order(kernel).map(o -> o.power() < limit).orElse(false);
    }

    private static Function<Smoothness, Optional<GrowthOrder>> rows(IntFunction<GrowthOrder> linear,
            IntFunction<GrowthOrder> squaredExponential, Function<Smoothness.Matern, GrowthOrder> matern) {
        return kernel -> Optional.ofNullable(kernel instanceof Smoothness.Matern m ? matern.apply(m)
                : (kernel instanceof Smoothness.Linear ? linear : squaredExponential).apply(kernel.dimension()));
    }

    private static double whole(Smoothness.Matern m) {
        return 2 * m.nu() + m.dimension();
    }

    /** `(nu + d) / (2 nu + d)`, the exponent of the lower bound. */
    private static double optimal(Smoothness.Matern m) {
        return (m.nu() + m.dimension()) / whole(m);
    }

    /** d (d + 1), in the exponent of 2010. */
    private static double square(Smoothness.Matern m) {
        return m.dimension() * (m.dimension() + 1.0);
    }
}
