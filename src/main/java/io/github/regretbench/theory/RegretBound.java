package io.github.regretbench.theory;

import java.util.List;

/** A bound on regret with all its numbers put in. Its type carries a {@link Statement}. */
@FunctionalInterface
public interface RegretBound {

    /** The bounds of this package, in the order of the literature. */
    List<Class<? extends RegretBound>> ALL = List.of(
            BayesianBound.Theorem1.class, BayesianBound.Theorem2.class, BayesianBound.Theorem2Sharp.class,
            BayesianBound.RussoVanRoy.class, BayesianBound.RussoVanRoySharp.class, BayesianBound.RandomisedUcb.class,
            BayesianBound.Tight.class, BayesianBound.TightContinuous.class, BayesianBound.SequentialThompson.class,
            BayesianBound.SequentialThompsonFinite.class,
            BayesianBound.ValidTarget.class,
            RkhsBound.Theorem3.class, RkhsBound.SelfNormalisedUcb.class, RkhsBound.IgpUcb.class,
            RkhsBound.MaximumVarianceReduction.class, RkhsBound.MaximumVarianceReductionSmallNoise.class,
            LowerBound.EffectiveDimension.class, LowerBound.InformationGain.class);

    /** The bound, in units of f. */
    double value();

    /**
     * What the bound says, for whom, and who says so.
     *
     * @throws IllegalStateException when its type has no {@link Statement}, as a lambda
     */
    default Statement statement() {
        Statement statement = getClass().getAnnotation(Statement.class);
        if (statement == null) {
            throw new IllegalStateException(getClass().getName() + " says nowhere what it bounds; annotate the type with @Statement");
        }
        return statement;
    }
}
