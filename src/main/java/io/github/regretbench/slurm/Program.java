package io.github.regretbench.slurm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program as it is started: virtual machine, its options, class path.
 *
 * @param java the executable
 * @param options of the virtual machine, but none about its heap
 * @param classPath jars and folders, in order
 */
record Program(Path java, List<String> options, List<Path> classPath) {

    Program {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
    }

    /** This program, as it is running. */
    static Program running() {
        return new Program(Path.of(System.getProperty("java.home"), "bin", "java"),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-Xms") && !option.startsWith("-Dregretbench.terminal"))
                        .toList(),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().normalize())
                        .filter(Files::exists).toList());
    }

    /**
     * Copies all jars and folders of classes, so that jobs that wait for days, and many nodes that start at once, run just this program
     * whatever is built meanwhile.
     *
     * @param folder where the copies go; it is made
     * @return the program that consists of the copies
     */
    Program frozen(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < classPath.size(); i++) {
            Path entry = classPath.get(i);
            // Two entries may have the same name.
            Path copy = folder.resolve("%03d-%s".formatted(i, entry.getFileName()));
            copy(entry, copy);
            copies.add(copy);
        }
        return new Program(java, options, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, file.equals(from) ? to : target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Options and class path as a file of arguments that the virtual machine reads, {@code java @FILE}. */
    String arguments() {
        String path = String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
        return Stream.concat(options.stream(), Stream.of("-cp", path))
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n").collect(Collectors.joining());
    }

    /** A word of a shell that stands for exactly this text. */
    static String quoted(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
