package io.github.regretbench.external;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.Policy;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.PolicyProvider;
import io.github.regretbench.bandit.Setting;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policy {@code external}: any program that speaks {@value PolicyProtocol#SCHEMA}. */
public final class ExternalProvider implements PolicyProvider {
    /** The policy's name in experiment files. */
    public static final String NAME = "external";
    /** The parameter with the program and its arguments. */
    public static final String COMMAND = "command";

    private static final String DEADLINE = "deadlineSeconds";
    private static final double STANDARD_DEADLINE = 10;
    /** A day: beyond, a deadline is none. */
    private static final double LONGEST_DEADLINE = 86_400;

    @Override
    public PolicyFamily policy() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(COMMAND, List.of());
        parameters.put(DEADLINE, STANDARD_DEADLINE);
        return new PolicyFamily(NAME, "a program of your own in any language, over pipes (see `regretbench check-policy --help`)",
                "the program's own", parameters, (setting, arguments) -> create(setting, arguments.texts(COMMAND),
                        arguments.number(DEADLINE)));
    }

    private static Policy create(Setting setting, List<String> command, double deadlineSeconds) {
        if (!(deadlineSeconds > 0 && deadlineSeconds <= LONGEST_DEADLINE)) {
            throw new IllegalArgumentException("'%s' is %s; expected a number > 0 and at most %s".formatted(DEADLINE,
                    PlainDouble.format(deadlineSeconds), PlainDouble.format(LONGEST_DEADLINE)));
        }
        return new ExternalPolicy(command, deadlineSeconds, setting);
    }

    /** The files that the command of a policy names, such as the script: what its choices depend on. */
    public static List<Path> files(Map<String, Object> parameters) {
        List<Path> files = new ArrayList<>();
        if (parameters.get(COMMAND) instanceof List<?> command) {
            for (Object word : command) {
                try {
                    Path file = Path.of(word.toString());
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    }
                } catch (InvalidPathException e) {
                    // an argument that is no file
                }
            }
        }
        return files;
    }
}
