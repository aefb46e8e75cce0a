package io.github.regretbench.external;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.bandit.Policy;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.bandit.PolicyProvider;
import io.github.regretbench.bandit.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policy {@code external}: any program that speaks {@value PolicyProtocol#SCHEMA}. */
public final class ExternalProvider implements PolicyProvider {
    /** The policy's name in experiment files. */
    public static final String NAME = "external";
    /** The parameter with the program and its arguments. */
    public static final String COMMAND = "command";

    /** {@code import a, b.c as d} and {@code from a import b}, also with a relative name. */
    private static final Pattern IMPORT = Pattern.compile("(?m)^[ \\t]*(?:import[ \\t]+([\\w.][\\w., \\t]*)|from[ \\t]+([\\w.]+)[ \\t]+import)");
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

    /**
     * The files that the command of a policy names, such as the script, and the modules beside a Python script that it imports, and that these
     * import: what its choices depend on, as far as can be seen. Not seen are modules elsewhere, modules that are imported by a computed name,
     * files that the program opens, and the interpreter itself.
     */
    public static Set<Path> files(Map<String, Object> parameters) {
        Set<Path> files = new LinkedHashSet<>();
        if (parameters.get(COMMAND) instanceof List<?> command) {
            for (Object word : command) {
                try {
                    Path file = Path.of(word.toString());
                    if (Files.isRegularFile(file)) {
                        add(file, files);
                    }
                } catch (InvalidPathException e) {
                    // an argument that is no file
                }
            }
        }
        return files;
    }

    private static void add(Path file, Set<Path> files) {
        if (!files.add(file) || !file.getFileName().toString().endsWith(".py")) {
            return;
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return;     // whoever reads it for its checksum says so
        }
        for (Matcher line = IMPORT.matcher(text); line.find();) {
            for (String module : (line.group(1) == null ? line.group(2) : line.group(1)).split("\\s*,\\s*")) {
                Path beside = file.resolveSibling(module.strip().replaceFirst("\\s.*", "").replaceFirst("^\\.+", "").replace('.', '/'));
                for (Path candidate : List.of(Path.of(beside + ".py"), beside.resolve("__init__.py"))) {
                    if (Files.isRegularFile(candidate)) {
                        add(candidate, files);
                    }
                }
            }
        }
    }
}
