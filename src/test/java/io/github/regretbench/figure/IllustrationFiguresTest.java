package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Illustration;
import io.github.regretbench.experiment.ResultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IllustrationFiguresTest {
    @TempDir
    private Path folder;

    static Stream<Illustration> all() {
        return Illustration.ALL.stream();
    }

    private ResultFolder compute(Illustration illustration) throws IOException {
        DataDirectory data = DataDirectory.resolve(null, System.getenv());
        Assumptions.assumeTrue(illustration.dataFiles().stream().allMatch(file -> data.find(file).isPresent()),
                "data are absent: " + illustration.name() + " was not drawn");
        return illustration.compute(folder, data);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyIllustrationIsDrawnFromItsFilesAloneInThreeSmallFiles(Illustration illustration) throws IOException {
        List<Path> files = IllustrationFigures.draw(illustration, compute(illustration), folder.resolve("figures"));
        assertThat(files.stream().map(file -> file.getFileName().toString())).containsExactly(illustration.name() + ".svg",
                illustration.name() + ".pdf", illustration.name() + ".png");
        assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isBetween(5_000L, 200_000L));
        assertThat(Files.readString(files.get(0))).contains("<text").doesNotContain("<image");
    }

    @Test
    void kernelsAreLabelledAndEquationEightIsDashed() throws IOException {
        Panel panel = IllustrationFigures.panel("fig3b", compute(Illustration.named("fig3b").orElseThrow()));
        assertThat(panel.labelled().stream().map(Line::label)).containsExactly("independent", "linear, d = 4", "squared exp.", "Matérn, ν = 2.5");
        assertThat(panel.layers().stream().filter(layer -> layer instanceof Line line && line.dash().equals(Line.DASHED))).hasSize(4);
        assertThat(panel.bands()).hasSize(4);
    }
}
