package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.data.SensorLocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A figure of Srinivas et al. 2010 that shows a method or a quantity of the theory, not the outcome of trials: what is computed for it,
 * into CSV files that it is drawn from. Where the paper does not say how its own was made, the set-up is ours and is written beside.
 *
 * @param name of the figure and of its folder under results/
 * @param title for people
 * @param dataFiles measured files that it needs
 * @param computation makes the files
 */
public record Illustration(String name, String title, List<String> dataFiles, Computation computation) {
    /** One or two sentences on how the numbers were made. */
    private static final String SET_UP = "setup.txt";

    /** The registry, in the order of the paper. */
    public static final List<Illustration> ALL = List.of(
            new Illustration("fig2a", "Temperatures over the floor of the Intel Lab, interpolated",
                    List.of(KnownTable.INTEL_LAB.fileName(), SensorLocations.INTEL_LAB), TemperatureSurface::write),
            new Illustration("fig2b", "GP-UCB samples where it is uncertain", List.of(),
                    (folder, data) -> TwoRounds.find().writeFirst(folder)),
            new Illustration("fig2c", "GP-UCB samples where the mean is high", List.of(),
                    (folder, data) -> TwoRounds.find().writeSecond(folder)),
            new Illustration("fig3a", "Eigenvalues of four kernels of equal trace", List.of(),
                    (folder, data) -> FourKernels.eigenvalues(folder)),
            new Illustration("fig3b", "Bounds on the information gain of four kernels", List.of(),
                    (folder, data) -> FourKernels.gains(folder)),
            new Illustration("fig4a", "Functions of Bayesian linear regression", List.of(),
                    new SampleFunctions("linear(variance=4, bias=1)", "f = w_{0} + w_{1}x with weights N(0, 1) and N(0, 4)")),
            new Illustration("fig4b", "Functions with a squared-exponential kernel", List.of(),
                    new SampleFunctions("0.5 * se(lengthscale=0.2)", "Squared-exponential kernel, length scale 0.2, variance 0.5")),
            new Illustration("fig4c", "Functions with a Matérn kernel", List.of(),
                    new SampleFunctions("0.5 * matern(nu=2.5, lengthscale=0.2)", "Matérn kernel, ν = 2.5, length scale 0.2, variance 0.5")));

    /** Computes a figure's numbers. */
    @FunctionalInterface
    public interface Computation {
        /** Writes the files into {@code folder}, which exists. */
        void write(ResultFolder folder, DataDirectory data) throws IOException;
    }

    /** The illustration of that name. */
    public static Optional<Illustration> named(String name) {
        return ALL.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /**
     * Computes the numbers and writes them: the same bytes at every call.
     *
     * @param results the directory with one folder a figure or experiment
     * @throws BadInputException when a measured file is missing or unusable
     */
    public ResultFolder compute(Path results, DataDirectory data) throws IOException {
        ResultFolder folder = new ResultFolder(results.resolve(name));
        Files.createDirectories(folder.path());
        computation.write(folder, data);
        return folder;
    }

    static void writeSetUp(ResultFolder folder, String sentences) throws IOException {
        folder.text(SET_UP, sentences + "\n");
    }

    /** How the numbers in a folder were made. */
    public static String setUp(ResultFolder folder) {
        try {
            return Files.readString(folder.path().resolve(SET_UP)).strip();
        } catch (IOException e) {
            throw new BadInputException(folder.path().resolve(SET_UP) + " cannot be read; make it again with `regretbench reproduce`", e);
        }
    }
}
