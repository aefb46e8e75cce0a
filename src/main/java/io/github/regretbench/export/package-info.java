/** Writes stored results in the formats of other programs; nothing is run. */
package io.github.regretbench.export;
