package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.data.SensorLocations;
import io.github.regretbench.data.SensorTable;
import io.github.regretbench.gp.Posterior;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Points;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The temperature over the floor of the Intel Lab at one minute, from its 46 sensors: the posterior mean of a Gaussian process whose
 * prior mean is the mean reading. Srinivas et al. 2010, Figure 2(a), which gives neither the time nor the interpolation.
 */
final class TemperatureSurface {
    /** In the last third of the rows, which Figure 5(b) takes its objectives from; every sensor has a reading. */
    private static final LocalDateTime TIME = LocalDateTime.of(2004, 3, 8, 18, 0);
    /** Variance in (degrees C)^2, length scale in m: with the noise below, near the largest marginal likelihood of these readings. */
    private static final String KERNEL = "2 * se(lengthscale=9)";
    private static final double NOISE_VARIANCE = 0.5;
    /** The floor in metres; all sensors lie on it. */
    private static final int WIDTH = 41;
    private static final int DEPTH = 31;
    private static final int STEPS_A_METRE = 2;

    private TemperatureSurface() {
    }

    static void write(ResultFolder folder, DataDirectory data) throws IOException {
        Path file = data.require(KnownTable.INTEL_LAB.fileName());
        SensorLocations locations = SensorLocations.read(data.require(SensorLocations.INTEL_LAB));
        SensorTable whole = SensorTable.read(file);
        List<String> changed = Stream.of(data.authenticate(KnownTable.INTEL_LAB.fileName(), DataDirectory.sha256(file), whole),
                data.authenticate(locations)).flatMap(Optional::stream).toList();
        SensorTable table = whole.completeRows();
        int row = table.times().indexOf(TIME);
        if (row < 0) {
            throw new BadInputException("%s has no row at %s with a reading of every sensor, which Figure 2(a) shows; see ".formatted(file,
                    TIME) + "`regretbench data list` for how to get the table");
        }
        double[] readings = table.readings(row);
        double mean = 0;
        StringBuilder sensors = new StringBuilder("id,x,y,temperature\n");
        double[][] places = new double[readings.length][];
        for (int i = 0; i < readings.length; i++) {
            SensorLocations.Position at = locations.of(table.sensors().get(i));
            places[i] = new double[] {at.x(), at.y()};
            mean += readings[i] / readings.length;
            ResultFolder.line(sensors, table.sensors().get(i), at.x(), at.y(), readings[i]);
        }
        StringBuilder surface = new StringBuilder("x,y,temperature,standard_deviation\n");
        for (int column = 0; column <= WIDTH * STEPS_A_METRE; column++) {
            column(surface, (double) column / STEPS_A_METRE, places, readings, mean);
        }
        folder.text("sensors.csv", sensors.toString());
        folder.text("surface.csv", surface.toString());
        Illustration.writeSetUp(folder, ("Posterior mean given the readings of %d sensors at %s; prior mean the mean reading, squared-"
                + "exponential kernel, length scale 9 m, variance 2 °C², noise variance %s °C².").formatted(readings.length,
                        TIME.toString().replace('T', ' '), PlainDouble.format(NOISE_VARIANCE))
                + changed.stream().map(warning -> " WARNING: " + warning + ".").collect(Collectors.joining()));
    }

    /** The surface at one x: the posterior at a point depends on the sensors alone, so that columns can be computed one by one. */
    private static void column(StringBuilder surface, double x, double[][] places, double[] readings, double mean) {
        double[][] points = Arrays.copyOf(places, places.length + DEPTH * STEPS_A_METRE + 1);
        for (int i = places.length; i < points.length; i++) {
            points[i] = new double[] {x, (double) (i - places.length) / STEPS_A_METRE};
        }
        Posterior posterior = Prior.of(KernelExpression.parse(KERNEL), Points.of(points)).observedWith(NOISE_VARIANCE);
        for (int i = 0; i < readings.length; i++) {
            posterior.observe(i, readings[i] - mean);
        }
        for (int i = places.length; i < points.length; i++) {
            ResultFolder.line(surface, x, points[i][1], mean + posterior.mean(i), posterior.standardDeviation(i));
        }
    }
}
