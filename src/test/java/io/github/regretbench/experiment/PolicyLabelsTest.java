package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLabelsTest {

    /** Labels as the rule is written in the paper, by hand; a name of ours is not believed. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "policy: gp-ucb; GP-UCB (β/5)",
        "policy: gp-ucb, factor: 2; GP-UCB (2 β)",
        "policy: gp-ucb, factor: 0.1; GP-UCB (β/10)",
        "policy: gp-ucb, factor: 1; GP-UCB (Thm. 1)",
        "policy: gp-ucb-theorem1; GP-UCB (Thm. 1)",
        "policy: ucb, name: gp-ucb-theorem1, schedule: exact-quantile; GP-UCB (exact-quantile)",
        "policy: ucb, schedule: 'self-normalised(norm=1, noiseDeviation=0.1)'; GP-UCB (self-normalised)",
        "policy: random, name: ei; random",
        "policy: ei; EI",
        "policy: mpi, xi: 0.05; MPI (ξ = 0.05)",
        "policy: ucb, name: mine; mine",
        "policy: mpi, xi: 0.05, label: 'Kushner, 1964'; Kushner, 1964"})
    void saysWhatWasRun(String policy, String label) {
        assertThat(experiment(policy).policies().get(0).label()).isEqualTo(label);
    }

    @Test
    void noTwoPoliciesHaveTheSameLabel() {
        assertThat(experiment("policy: gp-ucb-theorem1", "policy: gp-ucb, factor: 1").labels()).isEqualTo(Map.of(
                "gp-ucb-theorem1", "GP-UCB (Thm. 1) [gp-ucb-theorem1]", "gp-ucb", "GP-UCB (Thm. 1) [gp-ucb]"));
    }

    @Test
    void aNameWithDifferentRulesIsNotLabelledAsOneOfThem() {
        assertThat(PolicyLabels.of(List.of(experiment("policy: gp-ucb"), experiment("policy: gp-ucb, factor: 2"))))
                .isEqualTo(Map.of("gp-ucb", "gp-ucb (varies)"));
    }

    @Test
    void aLabelIsReadBackAndChangesNoTrial() {
        Experiment labelled = experiment("policy: ei, label: Mockus");
        assertThat(ExperimentFile.parse(ExperimentFile.write(labelled), "again")).isEqualTo(labelled);
        assertThat(ExperimentFile.write(labelled)).contains("label: Mockus");
        assertThat(ExperimentFile.identity(labelled)).isEqualTo(ExperimentFile.identity(experiment("policy: ei")));
    }

    @Test
    void aLabelThatCannotBePrintedIsRefused() {
        assertThatThrownBy(() -> experiment("policy: ei, label: \"a\\u202eb\"")).isInstanceOf(BadInputException.class)
                .hasMessageContaining("'label' has the character U+202E");
        assertThatThrownBy(() -> experiment("policy: ei, label: ''")).isInstanceOf(BadInputException.class);
    }

    private static Experiment experiment(String... policies) {
        StringBuilder text = new StringBuilder("""
                schema: regretbench/experiment/1
                name: labels
                seed: 1
                trials: 2
                horizon: 10
                noiseVariance: 0.1
                arms: {grid: {lower: [0], upper: [1], counts: [5]}}
                kernel: se(lengthscale=0.2)
                policies:
                """);
        for (String policy : policies) {
            text.append("  - {").append(policy).append("}\n");
        }
        return ExperimentFile.parse(text.toString(), "labels.yaml");
    }
}
