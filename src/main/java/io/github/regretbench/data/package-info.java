/**
 * Measured tables: reads, imports and downloads time-by-sensor data.
 *
 * <p>A {@link SensorTable} is what experiments read from the {@link DataDirectory}; no data come with the program.
 */
package io.github.regretbench.data;
