package io.github.regretbench.cli;

import io.github.regretbench.Spelling;
import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.experiment.FileSchema;
import io.github.regretbench.experiment.Illustration;
import io.github.regretbench.experiment.KernelComparison;
import io.github.regretbench.experiment.Suite;
import io.github.regretbench.experiment.SuiteFile;
import io.github.regretbench.gp.GraphKernel;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.theory.ScheduleFamily;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench list}: what can be named in an experiment file, and the experiments that come along. */
@Command(name = "list", mixinStandardHelpOptions = true,
        description = "List what an experiment file can name: kernels, policies, objectives; the confidence schedules of theory, with what "
                    + "each assumes and guarantees; the experiments that come with RegretBench; or the JSON Schema of experiment and "
                    + "suite files, for editors.",
        footer = {"", "Example: regretbench list policies"})
final class ListCommand implements Callable<Integer> {
    /** What can be listed. */
    enum Subject {
        kernels, policies, schedules, objectives, experiments, schema
    }

    @Spec
    private CommandSpec spec;
    @Parameters(paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private Subject subject;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        switch (subject) {
            case kernels -> {
                KernelFamily.all().forEach(k -> out.printf("%s%n    %s%n    %s%n", k.signature(), k.formula(), k.citation()));
                out.println("made of these, for any kernels A and B:");
                out.printf("A + B, A * B, 0.5 * A%n    sums, products, multiples%n");
                out.printf("stretched(A, lengthscale=[l_1, ..., l_d])%n    A of the inputs divided by length scales%n");
                out.printf("on(A, inputs=[1, 2])%n    A of some inputs, by number from 1 or by name%n");
                out.println("and in experiment files, in place of a text:");
                out.printf("{fit: A, on: table}%n    what A leaves out, by marginal likelihood; see `regretbench fit`%n");
                out.printf("{gram: FILE}%n    a matrix over the arms%n");
                out.printf("{graph: FILE, by: ..., laplacian: plain}%n    of the vertices of a graph: %s%n", String.join(", ", GraphKernel.SIGNATURES));
            }
            case policies -> PolicyFamily.all().forEach(p -> out.printf("%s%s%n    %s%n    %s%n", p.name(), parameters(p.parameters()),
                    p.description(), p.citation()));
            case schedules -> ScheduleFamily.all().forEach(s -> out.printf(
                    "%s [%s]%s%n    %s%n    assumes: %s%n    guarantees: %s%n    %s%n    %s%n", s.signature(),
                    Spelling.of(s.status()), s.constructor().isPresent() ? "" : " (no rule to choose arms by)",
                    s.formula(), s.assumption(), s.guarantee(), s.citation(), s.type().getSimpleName()));
            case objectives -> ObjectiveKind.all().forEach(o -> out.printf("%s%n    %s%n    %s%n", o.signature(), o.description(),
                    o.citation()));
            case experiments -> {
                ExperimentFile.EMBEDDED.forEach(name -> {
                    Experiment e = ExperimentFile.embedded(name);
                    out.printf("%s%n    %s; %d trials of %d rounds, %d policies%n    %s%n", name, e.title(), e.trials(), e.horizon(),
                            e.policies().size(), e.source());
                });
                SuiteFile.EMBEDDED.forEach(name -> {
                    Suite suite = SuiteFile.embedded(name, Map.of(), List.of());
                    out.printf("%s%n    %s; %d experiments%n", name, suite.title(), suite.cells().size());
                });
                out.println("figures of the paper without an experiment, for `reproduce`:");
                out.printf("table1%n    Orders of regret, the paper's and today's%n");
                Illustration.ALL.forEach(i -> out.printf("%s%n    %s%n", i.name(), i.title()));
                KernelComparison comparison = KernelComparison.STANDARD;
                out.printf("and an experiment per kernel and dimension, for `reproduce` and `compare-kernels`:%n%s%n    Kernels between "
                        + "rough and smooth: information gain, regret, bound; %d times %d trials of %d rounds%n", KernelComparison.NAME,
                        comparison.experiments().size(), comparison.trials(), comparison.horizon());
            }
            case schema -> out.print(FileSchema.json());
            default -> throw new IllegalStateException(subject.name());
        }
        return ExitCode.OK;
    }

    private static String parameters(Map<String, Object> parameters) {
        return parameters.isEmpty() ? "" : parameters.entrySet().stream().map(e -> e.getKey() + ": " + PolicyFamily.written(e.getValue()))
                .collect(Collectors.joining(", ", " {", "}"));
    }
}
