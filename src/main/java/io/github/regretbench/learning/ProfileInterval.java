package io.github.regretbench.learning;

/**
 * The values of a parameter that a likelihood-ratio test at 5% does not reject, all others fitted anew at each.
 *
 * @param lower the least of them, or the bound of the search
 * @param isLowerOpen whether it is that bound, and values below it might belong to it
 * @param upper the largest of them, or the bound of the search
 * @param isUpperOpen whether it is that bound
 */
public record ProfileInterval(double lower, boolean isLowerOpen, double upper, boolean isUpperOpen) {
}
