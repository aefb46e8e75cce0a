package io.github.regretbench.statistics;

/**
 * A significance test of a null hypothesis.
 *
 * @param test its name, as it is printed
 * @param statistic what was measured
 * @param pValue the probability, if the null hypothesis is true, of a statistic at least as extreme; in [0, 1]
 */
public record TestResult(String test, double statistic, double pValue) {

    /** @throws IllegalArgumentException unless the p value is in [0, 1] */
    public TestResult {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("the p value of '%s' is %s; expected a probability".formatted(test, pValue));
        }
    }
}
