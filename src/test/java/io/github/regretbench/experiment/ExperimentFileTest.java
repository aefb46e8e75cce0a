package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.Ties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExperimentFileTest {
    /** The embedded experiments, for the parameterised test. */
    static final List<String> EMBEDDED = ExperimentFile.EMBEDDED;

    private static final String SMALL = """
            schema: regretbench/experiment/1
            name: small
            seed: 7
            trials: 3
            horizon: 5
            noiseVariance: 0.1
            arms:
              points: [[0, 0], [0.5, 1], [1, 0.25]]
            kernel: se(lengthscale=[0.3, 0.6]) + 0.1 * linear
            policies:
              - ei
              - {policy: ei, name: ei-eager, xi: -1e-3, incumbent: best-mean}
            """;

    @ParameterizedTest
    @FieldSource("EMBEDDED")
    void everyEmbeddedExperimentReadsBackFromItsResolvedForm(String name) throws Exception {
        Experiment experiment = ExperimentFile.embedded(name);
        assertThat(experiment.name()).isEqualTo(name);
        assertReadsBack(experiment);
        assertThat(ExperimentFile.read(Path.of("paper-figures", name + ".yaml"))).isEqualTo(experiment);
        assertThat(Files.readString(Path.of("paper-figures", name + ".yaml"))).contains("./regretbench reproduce "
                + (name.equals("fig2bc") ? "fig2b fig2c" : name));
    }

    private static void assertReadsBack(Experiment experiment) {
        String resolved = ExperimentFile.write(experiment);
        Experiment again = ExperimentFile.parse(resolved, "resolved");
        assertThat(ExperimentFile.write(again)).isEqualTo(resolved);
        assertThat(ExperimentFile.identity(again)).isEqualTo(ExperimentFile.identity(experiment));
    }

    @Test
    void aTruthThatDiffersFromTheModelReadsBack() {
        Experiment wrong = ExperimentFile.parse(SMALL.replace("policies:", """
                objective: rkhs-expansion
                norm: 2.5
                truth: {kernel: "se(lengthscale=0.5)", noiseVariance: 0.2}
                policies:"""), "wrong.yaml");
        assertReadsBack(wrong);
        assertThat(wrong.norm()).contains(2.5);
        assertThat(wrong.noiseVariance()).isEqualTo(0.1);
        assertThat(wrong.rewardNoiseVariance()).isEqualTo(0.2);
        assertThat(wrong.truth().kernel()).contains("se(lengthscale=0.5)");
    }

    @Test
    void defaultsAreFilledIn() {
        Experiment small = ExperimentFile.parse(SMALL, "small.yaml");
        assertReadsBack(small);
        assertThat(small.delta()).isEqualTo(0.1);
        assertThat(small.ties()).isEqualTo(Ties.UNIFORM);
        assertThat(small.objective()).hasToString("prior-draw");
        assertThat(small.policies().get(0).parameters()).isEqualTo(Map.of("xi", 0.0, "incumbent", "best-sampled-mean"));
        assertThat(small.policies().get(1).parameters()).isEqualTo(Map.of("xi", -1e-3, "incumbent", "best-mean"));
        assertThat(((ModelKernel.Written) small.kernel()).parsed(List.of())).hasToString("se(lengthscale=[0.3, 0.6]) + 0.1 * linear(variance=1, bias=0)");
    }

    @Test
    void identityForgetsOnlyWhatTrialsDoNotDependOn() {
        Experiment small = ExperimentFile.parse(SMALL, "small.yaml");
        assertThat(ExperimentFile.identity(small.withTrials(99))).isEqualTo(ExperimentFile.identity(small));
        assertThat(ExperimentFile.identity(small.withSeed(8))).isNotEqualTo(ExperimentFile.identity(small));
        assertThat(ExperimentFile.identity(small.withHorizon(6))).isNotEqualTo(ExperimentFile.identity(small));
    }

    @Test
    void mistakesAreReportedWhereTheyAre() {
        assertMistake(SMALL.replace("horizon", "horizn"), "small.yaml:5:9: unknown key 'horizn' in the experiment; did you mean 'horizon'?");
        assertMistake(SMALL.replace("xi: -1e-3", "xy: -1e-3"), "policy ei has no parameter 'xy'");
        assertMistake(SMALL.replace("noiseVariance: 0.1", "noiseVariance: 0"), "small.yaml:6:16: 'noiseVariance' is 0");
        assertMistake(SMALL.replace("trials: 3", "trials: 3\ntrials: 4"), "small.yaml:5:1: key 'trials' is given twice");
        assertMistake(SMALL.replace("lengthscale=[0.3, 0.6]", "lengthscale=-1"), "small.yaml:9:9: 'kernel': the length scale of se is -1");
        assertMistake(SMALL.replace("[0.5, 1]", "[0.5, .nan]"), "small.yaml:8:26: a coordinate in 'points' is '.nan'");
        assertMistake(SMALL.replace("name: ei-eager, ", ""), "two policies are called 'ei'");
        assertMistake("", "the file is empty");
        assertMistake("- a\n- b\n", "is a mapping of keys to values");
        assertMistake("a: [1, 2", "not valid YAML");
    }

    private static void assertMistake(String text, String... fragments) {
        assertThatThrownBy(() -> ExperimentFile.parse(text, "small.yaml")).isInstanceOf(BadInputException.class)
                .satisfies(e -> assertThat(fragments).allSatisfy(f -> assertThat(e.getMessage()).contains(f)))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("small.yaml"));
    }
}
