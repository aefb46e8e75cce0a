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
    void aKernelThatIsFittedReadsBack() {
        String table = SMALL.replace("  points: [[0, 0], [0.5, 1], [1, 0.25]]", "  {table: t.csv, inputs: [a, b], value: v}");
        String written = "kernel: se(lengthscale=[0.3, 0.6]) + 0.1 * linear";
        Experiment fitted = ExperimentFile.parse(table.replace(written, "kernel: {fit: rq, ard: yes, bounds: {alpha: [0.5, 5]}}"), "small.yaml");
        assertReadsBack(fitted);
        assertThat(fitted.kernel()).isEqualTo(new ModelKernel.Fitted("rq", ModelKernel.Fitted.Data.TABLE, true, Map.of("alpha", List.of(0.5, 5.0))));
        assertMistake(SMALL.replace(written, "kernel: {fit: se}"), "a kernel fitted 'on: table' needs 'arms: {table: ...}'");
        assertMistake(SMALL.replace(written, "kernel: {fit: se, on: start}"), "a kernel fitted 'on: start' needs observations in 'start'");
        assertMistake(SMALL.replace(written, "kernel: {fit: se, on: moon}"), "small.yaml:9:23: 'on' is 'moon'");
        assertMistake(SMALL.replace(written, "kernel: {ft: se}"), "small.yaml:9:14: unknown key 'ft'", "did you mean 'fit'?");
        assertMistake(SMALL.replace(written, "kernel: {on: table}"), "'kernel' needs exactly one of the keys fit, gram, graph");
        assertMistake(SMALL.replace(written, "kernel: {fit: se, gram: k.csv}"), "'kernel' needs exactly one of the keys fit, gram, graph");
        assertMistake(SMALL.replace(written, "kernel: {fit: sea}"), "small.yaml:9:15: 'fit': no kernel is called 'sea'");
        assertMistake(table.replace(written, "kernel: {fit: \"se(lengthscale=1, variance=1)\"}"), "nothing is left to fit");
        assertMistake(table.replace(written, "kernel: {fit: gammaexp(gamma=1)}"), "the kernel gammaexp has no derivatives");
        assertMistake(table.replace(written, "kernel: {fit: se, bounds: {lengthscale: [2, 1]}}"),
                "the bounds of 'lengthscale' are [2, 1]; expected two numbers > 0, the smaller first");
        assertMistake(table.replace(written, "kernel: {fit: se, bounds: {noise: [1, 2]}}"), "'bounds' has 'noise', but the noise variance is given");
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
