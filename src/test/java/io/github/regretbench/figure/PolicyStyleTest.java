package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyStyleTest {
    private static final List<String> POLICIES = List.of("gp-ucb", "gp-ucb-theorem1", "ei", "mpi", "mean-only", "variance-only",
            "random", "thompson", "oracle");

    @Test
    void noTwoPoliciesShareAColourOrAMarker() {
        assertThat(POLICIES.stream().map(policy -> PolicyStyle.of(policy).colour())).doesNotHaveDuplicates();
        assertThat(POLICIES.stream().map(policy -> PolicyStyle.of(policy).marker() + " " + PolicyStyle.of(policy).hollow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void gpUcbHasTheWidestLine() {
        assertThat(POLICIES.subList(1, 9)).allSatisfy(
                policy -> assertThat(PolicyStyle.of(policy).lineWidth()).isLessThan(PolicyStyle.of("gp-ucb").lineWidth()));
    }

    @Test
    void anUnknownPolicyAlwaysLooksTheSameAndUnlikeTheOthers() {
        PolicyStyle style = PolicyStyle.of("my-policy");
        assertThat(style).isEqualTo(PolicyStyle.of("my-policy"));
        assertThat(POLICIES.stream().map(policy -> PolicyStyle.of(policy).colour())).doesNotContain(style.colour());
    }

    @Test
    void policiesOfOneFigureLookDifferent() {
        List<String> own = List.of("a", "b", "ei", "c", "d", "e", "f", "gp-ucb", "g", "h");
        Map<String, PolicyStyle> styles = PolicyStyle.distinct(own);
        assertThat(styles.keySet()).containsExactlyElementsOf(own);
        assertThat(styles.values()).doesNotHaveDuplicates();
        assertThat(styles.get("ei")).isEqualTo(PolicyStyle.of("ei"));
        assertThat(PolicyStyle.distinct(List.of("my-policy")).get("my-policy")).isEqualTo(PolicyStyle.of("my-policy"));
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "policy-" + i).toList();
        assertThat(PolicyStyle.distinct(many)).hasSize(40);
    }

    @Test
    void howeverManyPoliciesNoTwoShareColourAndMark() {
        List<String> many = Stream.concat(POLICIES.stream(), IntStream.range(0, 3000).mapToObj(i -> "policy-" + i)).toList();
        Map<String, PolicyStyle> styles = PolicyStyle.distinct(many);
        assertThat(styles.values().stream().map(PolicyStyle::look)).doesNotHaveDuplicates().hasSize(many.size());
        assertThat(styles.values()).allSatisfy(style -> assertThat(style.dash()).isNotEqualTo(Line.DASHED));
        POLICIES.forEach(policy -> assertThat(styles.get(policy)).isEqualTo(PolicyStyle.of(policy)));
    }

    @Test
    void labelsAreDarkEnoughToRead() {
        assertThat(POLICIES).allSatisfy(
                policy -> assertThat(1.05 / (Palette.luminance(Palette.readable(PolicyStyle.of(policy).colour())) + 0.05)).isGreaterThanOrEqualTo(4.5));
    }

    @Test
    void linesOfKernelsDifferInGrey() {
        assertThat(KernelComparisonFigure.DASHES.values()).doesNotHaveDuplicates().doesNotContain(Line.DASHED);
    }
}
