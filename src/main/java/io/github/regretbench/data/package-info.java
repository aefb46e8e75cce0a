/**
 * Measured tables: reads, imports and downloads time-by-sensor data.
 *
 * <p>A {@link SensorTable} is what experiments on sensors read from the {@link DataDirectory}; no measured data come with the program, only
 * {@linkplain ShippedTable tables of trainings} that are our own.
 */
package io.github.regretbench.data;
