package io.github.regretbench.slurm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
public record JavaCommand(Path java, List<String> options, List<Path> classPath) {

    /** Copies the lists. */
    public JavaCommand {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
    }

    /** This program, as it is running; what the manifest of a jar names stands after the jar. */
    public static JavaCommand running() {
        Set<Path> classPath = new LinkedHashSet<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry).toAbsolutePath().normalize(), classPath);
        }
        return new JavaCommand(Path.of(System.getProperty("java.home"), "bin", "java"),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-Xms") && !option.startsWith("-Dregretbench.terminal"))
                        .toList(), List.copyOf(classPath));
    }

    private static void add(Path entry, Set<Path> classPath) {
        if (Files.exists(entry) && classPath.add(entry) && Files.isRegularFile(entry)) {
            named(entry).forEach(name -> add(entry.resolveSibling(name).normalize(), classPath));
        }
    }

    private static List<String> named(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            String names = file.getManifest() == null ? null : file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return names == null ? List.of() : Stream.of(names.split(" ")).filter(name -> !name.isBlank() && !name.contains(":")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
    }

    /**
     * Copies all jars and folders of classes, so that jobs that wait for days, and many nodes that start at once, run just this program
     * whatever is built meanwhile.
     *
     * @param folder where the copies go, each in a folder of its own, for two may have the same name; it is made
     * @return the program that consists of the copies
     */
    JavaCommand frozen(Path folder) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (Path entry : classPath) {
            Path place = Files.createDirectories(folder.resolve(Integer.toString(copies.size())));
            copies.add(place.resolve(entry.getFileName()));
            copy(entry, place.resolve(entry.getFileName()));
            for (Path library : nativeLibrariesBeside(entry)) {
                copy(library, place.resolve(library.getFileName()));
            }
        }
        return new JavaCommand(java, options, copies);
    }

    /** DuckDB's driver looks for its own beside the folder of its classes. */
    private static List<Path> nativeLibrariesBeside(Path classes) throws IOException {
        if (!Files.isDirectory(classes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(classes.getParent())) {
            return files.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().startsWith("libduckdb_java.so_")).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, file.equals(from) ? to : target);
            }
        }
    }

    /** Options and class path as a file of arguments that the virtual machine reads, {@code java @FILE}. */
    String arguments() {
        String path = String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
        return Stream.concat(options.stream(), Stream.of("-cp", path))
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n").collect(Collectors.joining());
    }
}
