package io.github.regretbench.cli;

import io.github.regretbench.external.Conformance;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench check-policy -- COMMAND}. */
@Command(name = "check-policy", mixinStandardHelpOptions = true,
        description = {"Check a policy that is a program of its own: plays short games with it and says what it does wrong. Exit code 0 when "
            + "it conforms, 1 when not, 2 when it cannot be started.", "",
            "The program reads one JSON object a line and writes one an answer, flushed:",
            "  {\"type\":\"start\",\"schema\":\"regretbench/policy/1\",\"arms\":[...],\"kernel\":...,\"noiseVariance\":...,"
            + "\"horizon\":...,\"delta\":...,\"seed\":...,\"priorCovariance\":[...]}",
            "    answer: {\"type\":\"ready\",\"schema\":\"regretbench/policy/1\"}",
            "  {\"type\":\"ask\",\"t\":1}",
            "    answer: {\"type\":\"arm\",\"t\":1,\"arm\":INDEX}, with \"nanos\":N if it measures its own time",
            "  {\"type\":\"tell\",\"t\":1,\"arm\":INDEX,\"reward\":Y}",
            "  {\"type\":\"end\"}",
            "", "In an experiment: policies: [{policy: external, name: mine, command: [python3, my_policy.py], deadlineSeconds: 10}]"},
        footer = {"", "Example: regretbench check-policy -- python3 src/test/resources/policies/gp_ucb.py"})
final class CheckPolicyCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;
    @Option(names = "--deadline", paramLabel = "SECONDS", defaultValue = "10",
            description = "For each answer (default: ${DEFAULT-VALUE}).")
    private double deadline;
    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "The program and its arguments, after --.")
    private List<String> command;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int[] counts = new int[2];
        boolean conforms = new Conformance(command, deadline).play(check -> {
            counts[check.problem().isEmpty() ? 0 : 1]++;
            out.println((check.problem().isEmpty() ? "pass  " : "FAIL  ") + check.what());
            check.problem().ifPresent(problem -> out.println("      " + RegretBench.printable(problem.replaceAll("\\s*\\R\\s*", " "))));
            out.flush();
        });
        out.println(conforms ? "conforms: " + counts[0] + " checks passed"
                : "does not conform: %d of %d checks failed".formatted(counts[1], counts[0] + counts[1]));
        return conforms ? ExitCode.OK : FAILED;
    }
}
