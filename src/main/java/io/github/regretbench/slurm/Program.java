package io.github.regretbench.slurm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
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
     * whatever is built meanwhile. What a jar's manifest names goes along, where the jar looks for it.
     *
     * @param folder where the copies go; it is made
     * @return the program that consists of the copies
     */
    Program frozen(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path entry : classPath) {
            // Two entries may have the same name.
            Path place = Files.createDirectories(folder.resolve(Integer.toString(copies.size())));
            Path copy = place.resolve(entry.getFileName());
            copy(entry, copy);
            if (Files.isRegularFile(entry)) {
                for (String named : named(entry)) {
                    // Of a folder of classes the folder around it: a native library lies beside them.
                    String relative = named.endsWith("/") ? named.substring(0, named.indexOf('/')) : named;
                    Path from = entry.resolveSibling(relative);
                    if (Files.exists(from) && Files.notExists(place.resolve(relative))) {
                        Files.createDirectories(place.resolve(relative).getParent());
                        copy(from, place.resolve(relative));
                    }
                }
            } else {
                for (Path library : nativeLibrariesBeside(entry)) {
                    copy(library, place.resolve(library.getFileName()));
                }
            }
            copies.add(copy);
        }
        return new Program(java, options, copies);
    }

    /** DuckDB's driver looks for its own beside the folder of its classes. */
    private static List<Path> nativeLibrariesBeside(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(classes.getParent())) {
            return files.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().startsWith("libduckdb_java.so_")).toList();
        }
    }

    private static List<String> named(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String names = file.getManifest() == null ? null : file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return names == null ? List.of() : Stream.of(names.split(" ")).filter(name -> !name.isBlank() && !name.contains(":")).toList();
        }
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
