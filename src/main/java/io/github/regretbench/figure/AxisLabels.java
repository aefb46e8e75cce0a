package io.github.regretbench.figure;

/** The words beside the axes of all figures, so that one quantity has one name. Subscripts as in {@link FigureText}. */
final class AxisLabels {
    static final String ROUND = "Round t";

    static final String CUMULATIVE_REGRET = "Cumulative regret R_{t}";

    private AxisLabels() {
    }
}
