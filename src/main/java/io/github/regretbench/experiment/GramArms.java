package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.GramFile;
import io.github.regretbench.gp.GramMatrix;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.space.Points;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Arms whose covariance an experiment reads from a file.
 *
 * @param file where it is
 * @param sha256 of the file
 * @param prior f ~ GP(0, K) on the rows of K
 */
record GramArms(Path file, String sha256, Prior prior) implements MeasuredData {

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
            return new GramArms(file, DataDirectory.sha256(file), Prior.of(GramMatrix.of(gram.matrix()), Points.indexed(gram.ids())));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> files() {
        return Map.of(file.getFileName().toString(), sha256);
    }

    @Override
    public String use() {
        return "a Gram matrix of " + prior.size() + " arms";
    }

    @Override
    public Optional<String> changed() {
        return Optional.empty();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
