/**
 * Draws figures, tables and reports from stored results; the only place that knows XChart.
 *
 * <p>{@link ExperimentFigures} chooses the figure of an experiment; figures are written as SVG, PDF and PNG. Nothing is run to draw.
 */
package io.github.regretbench.figure;
