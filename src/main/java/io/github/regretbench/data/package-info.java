/** Measured tables: reads, imports and downloads time-by-sensor data. */
package io.github.regretbench.data;
