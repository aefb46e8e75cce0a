package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.Kernel;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A game whose values are all a power of two larger or smaller: every policy plays the same arms, and regret is exactly so much larger. */
class ScaleTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final int HORIZON = 60;
    private static final double NOISE_VARIANCE = 0.05;

    /** A policy with parameters in the unit of f as they are at scale 1, by name. */
    record Rule(String policy, Map<String, Object> parameters, List<String> inUnitsOfF) {
        Map<String, Object> at(double scale) {
            Map<String, Object> scaled = new LinkedHashMap<>(parameters);
            inUnitsOfF.forEach(name -> scaled.computeIfPresent(name, (key, value) -> value instanceof Double number ? number * scale
                    : ((String) value).replaceAll("noiseDeviation=([0-9.]+)", "noiseDeviation=" + 0.25 * scale)));
            return scaled;
        }
    }

    static Stream<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        for (PolicyFamily family : PolicyFamily.all()) {
            Map<String, Object> standard = family.parameters();
            if (standard.values().stream().noneMatch(List.of()::equals)) {
                rules.add(new Rule(family.name(), Map.of(), List.of()));
            }
        }
        rules.add(new Rule("ei", Map.of("xi", 0.1), List.of("xi")));
        rules.add(new Rule("ei", Map.of("incumbent", "best-reward"), List.of()));
        rules.add(new Rule("mpi", Map.of("xi", 0.1), List.of("xi")));
        rules.add(new Rule("mpi", Map.of("incumbent", "best-mean", "xi", 0.0), List.of("xi")));
        for (String schedule : List.of("exact-quantile", "irgp-ucb", "constant(beta=0)", "self-normalised(norm=1, noiseDeviation=0.25)",
                "scaled(theorem1, factor=0.2)")) {
            rules.add(new Rule("ucb", Map.of("schedule", schedule), List.of("schedule")));
        }
        rules.add(new Rule("gp-ts", Map.of("schedule", "self-normalised(norm=1, noiseDeviation=0.25)"), List.of("schedule")));
        return rules.stream();
    }

    private static List<Step> play(Rule rule, Kernel kernel, double scale, Ties ties) {
        Kernel scaled = kernel.scaledBy(scale * scale);
        Prior prior = Prior.of(scaled, Box.unit(1).grid(List.of(40)));
        Objective f = new PriorDraws(prior).objective(2, STREAMS.stream("objective", "2"));
        Setting setting = Setting.asModelled(new Model(prior, NOISE_VARIANCE * scale * scale, HORIZON, 0.1), f);
        PolicyFamily family = PolicyFamily.named(rule.policy());
        List<Step> steps = new ArrayList<>();
        new Trial(2, setting, rule.policy(), family.create(setting, family.resolve(rule.at(scale))), ties, STREAMS).run(() -> 0, steps::add);
        return steps;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void armsAreTheSameAndRegretScales(Rule rule) {
        for (String kernel : List.of("se(lengthscale=0.2)", "0.5 * matern(nu=0.5, lengthscale=0.3)")) {
            for (Ties ties : Ties.values()) {
                List<Step> expected = play(rule, KernelExpression.parse(kernel), 1, ties);
                for (int exponent : new int[] {-80, -54, -1, 40, 100}) {
                    List<Step> actual = play(rule, KernelExpression.parse(kernel), Math.scalb(1.0, exponent), ties);
                    assertThat(actual).as("%s on %s, times 2^%d", rule, kernel, exponent).extracting(Step::arm, Step::tied,
                            Step::informationGain, s -> Math.scalb(s.cumulativeRegret(), -exponent), s -> Math.scalb(s.recommendedRegret(), -exponent),
                            Step::innovation)
                            .isEqualTo(expected.stream().map(s -> tuple(s.arm(), s.tied(), s.informationGain(),
                                    s.cumulativeRegret(), s.recommendedRegret(), s.innovation())).toList());
                }
            }
        }
    }
}
