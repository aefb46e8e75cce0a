package io.github.regretbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.Experiment.Player;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetValueTest {
    private static final String YAML = """
            schema: regretbench/experiment/1
            name: one
            seed: 1
            trials: 3
            horizon: 6
            noiseVariance: 0.1
            arms: {grid: {lower: [0], upper: [1], counts: [9]}}
            kernel: se(lengthscale=0.3)
            policies: [gp-ucb, {policy: ei, name: mine}]
            """;
    private static final String SUITE = """
            schema: regretbench/suite/1
            name: grid
            axes:
              noiseVariance: [0.01, 0.1]
            experiment:
              seed: 4
              trials: 3
              horizon: 6
              arms: {grid: {lower: [0], upper: [1], counts: [9]}}
              kernel: se(lengthscale=0.3)
              policies: [gp-ucb, ei]
            """;

    private static Experiment set(String key, String value) {
        return ExperimentFile.parse(YAML, "one.yaml", Map.of(key, value));
    }

    private static Suite suite(String key, String value) {
        return SuiteFile.parse(SUITE, "grid.yaml", Map.of(key, value), List.of());
    }

    @Test
    void textListsAndMappings() {
        assertThat(set("kernel", "matern(nu=0.5, lengthscale=0.2)").kernel()).hasToString("matern(nu=0.5, lengthscale=0.2)");
        assertThat(set("title", "a: b # c").title()).isEqualTo("a: b # c");
        assertThat(set("title", "\"a\"").title()).isEqualTo("a");
        assertThat(set("policies", "[random, {policy: ucb, name: u, schedule: exact-quantile}]").policies()).extracting(Player::name)
                .containsExactly("random", "u");
        assertThat(set("arms", "{points: [[0], [0.5], [2]]}").arms()).isEqualTo(new Arms.Listed(List.of(List.of(0.0), List.of(0.5), List.of(2.0))));
    }

    @Test
    void pathsReachIntoMappingsAndLists() {
        assertThat(((Arms.Grid) set("arms.grid.counts", "[30]").arms()).counts()).containsExactly(30);
        assertThat(((Arms.Grid) set("arms.grid.counts.0", "31").arms()).counts()).containsExactly(31);
        assertThat(set("truth.noiseVariance", "0.4").truth().noiseVariance()).contains(0.4);
        assertThat(set("policies.0.label", "ours").labels()).containsEntry("gp-ucb", "ours");
        assertThat(set("policies.mine.label", "EI of mine").labels()).containsEntry("mine", "EI of mine");
        assertThat(set("policies.1", "random").policies()).extracting(Player::name).containsExactly("gp-ucb", "random");
    }

    @Test
    void whatItDoesNotReachStays() {
        Experiment before = ExperimentFile.parse(YAML, "one.yaml");
        assertThat(set("policies.gp-ucb.label", "ours").withPolicies(before.policies())).isEqualTo(before);
    }

    @Test
    void axesOfSuitesTakeOtherValues() {
        assertThat(suite("noiseVariance", "[0.5, 0.7, 1]").experiments()).extracting(Experiment::noiseVariance).containsExactly(0.5, 0.7, 1.0);
        assertThat(suite("axes.noiseVariance", "[0.5]").experiments()).extracting(Experiment::noiseVariance).containsExactly(0.5);
        assertThat(suite("axes.delta", "[0.1, 0.2]").experiments()).extracting(Experiment::delta).containsExactly(0.1, 0.2, 0.1, 0.2);
        assertThat(suite("name", "other").name()).isEqualTo("other");
        assertThat(suite("arms.grid.counts", "[5]").experiments()).allSatisfy(e -> assertThat(((Arms.Grid) e.arms()).counts()).containsExactly(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trials          | 0           | --set trials: 'trials' is 0; expected a whole number from 1",
        "trails          | 5           | --set trails: unknown key 'trails' in the experiment; did you mean 'trials'?",
        "arms.grdi.counts | [5]        | --set arms.grdi.counts: unknown key 'grdi' in 'arms'; did you mean 'grid'?",
        "arms.grid.count | [5]         | --set arms.grid.count: unknown key 'count' in 'grid'; did you mean 'counts'?",
        "kernel          | [se, white] | --set kernel: expected that 'kernel' is a single value",
        "kernel.nu       | 1           | --set kernel.nu: 'kernel' is a single value and has no 'nu' in it",
        "policies.2.label | x          | --set policies.2.label: 'policies' has 2 elements, numbered from 0; expected a number up to 1",
        "policies.gp-ubc.label | x     | --set policies.gp-ubc.label: no element of 'policies' is called 'gp-ubc'; did you mean 'gp-ucb'? known: gp-ucb, mine",
        "policies        | [gp-ucb     | --set policies: not valid YAML at character",
        "policies        | [&a [*a]]   | --set policies: the value holds itself",
        "policies        | [gp-ubc]    | --set policies: 'policy': no policy is called 'gp-ubc'"})
    void mistakesNameTheKeyThatWasGiven(String key, String value, String message) {
        assertThatThrownBy(() -> set(key, value)).isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    @Test
    void whatAnAxisSetsIsNotSetBesideIt() {
        assertThatThrownBy(() -> suite("noiseVariance", "0.3")).isInstanceOf(BadInputException.class)
                .hasMessage("--set noiseVariance: the axis 'noiseVariance' sets 'noiseVariance'; choose cells with --only, or set a list of values: "
                        + "noiseVariance=[...]");
    }
}
