/** Tells stored results as one page for the browser, complete in itself; nothing is run. */
package io.github.regretbench.report;
