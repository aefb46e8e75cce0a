package io.github.regretbench.theory;

/**
 * Makes a confidence schedule of yours known by name: list the implementing class in
 * {@code META-INF/services/io.github.regretbench.theory.ScheduleProvider} and put it on the class path
 * ({@code REGRETBENCH_CLASSPATH} for the launcher). {@code ScheduleContract} in the test jar checks what is asked of a schedule.
 * A guarantee that the family states is audited like any other, if {@link Schedule#premises} says with numbers what it assumes: of an
 * assumption in words nobody can say that it holds, so that nothing counts as promised. The Bayesian model on a finite set needs no numbers.
 */
@FunctionalInterface
public interface ScheduleProvider {

    /** The schedule's name, parameters, formula, claims, source and constructor. */
    ScheduleFamily schedule();
}
