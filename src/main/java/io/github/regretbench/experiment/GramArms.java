package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.EdgeList;
import io.github.regretbench.data.GramFile;
import io.github.regretbench.gp.GramMatrix;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Points;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Arms whose covariance an experiment reads from a file.
 *
 * @param file where it is
 * @param what it holds, with a place for the number of arms
 * @param prior f ~ GP(0, K) on the rows of K
 */
record GramArms(DataFile file, String what, Prior prior) implements MeasuredData {
    /** The eigenvectors of more vertices take minutes and gigabytes. */
    private static final int MOST_VERTICES = 5000;

    /**
     * Reads a graph.
     *
     * @throws BadInputException when the file is missing or holds no graph
     */
    static GramArms read(ModelKernel.OfGraph kernel, DataDirectory data) {
        Path file = data.own(kernel.file());
        try {
            EdgeList edges = EdgeList.read(file);
            if (edges.vertices().size() > MOST_VERTICES) {
                throw new BadInputException("%s: the graph has %d vertices; expected at most %d".formatted(file, edges.vertices().size(),
                        MOST_VERTICES));
            }
            return new GramArms(DataFile.of(file), "a graph of %d vertices", Prior.of(kernel.by().on(edges.weights(),
                    kernel.variance()), Points.indexed(edges.vertices())));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the matrix.
     *
     * @param size the number of arms, where something else says it
     * @throws BadInputException when the file is missing, or holds no covariance matrix of that size
     */
    static GramArms read(ModelKernel.Gram kernel, OptionalInt size, DataDirectory data) {
        Path file = data.own(kernel.file());
        try {
            GramFile gram = GramFile.read(file);
            if (size.isPresent() && size.getAsInt() != gram.ids().size()) {
                throw new BadInputException("%s: the matrix has %d rows and there are %d arms; expected a row per arm, in their order".formatted(
                        file, gram.ids().size(), size.getAsInt()));
            }
            return new GramArms(DataFile.of(file), "a Gram matrix of %d arms", Prior.of(GramMatrix.of(gram.matrix()), Points.indexed(gram.ids())));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> files() {
        return file.identity();
    }

    @Override
    public String use() {
        return what.formatted(prior.size());
    }
}
