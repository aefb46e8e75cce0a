/** Draws figures, tables and reports from stored results; the only place that knows XChart. */
package io.github.regretbench.figure;
