package io.github.regretbench.export;

import io.github.regretbench.AtShutdown;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes results in other formats, all of them or nothing: beside the target first, then renamed over it. */
public final class Export {
    private Export() {
    }

    /**
     * Writes every format into a directory of its own.
     *
     * @param results of finished runs of different experiments
     * @param formats to write
     * @param target a directory that is missing or empty
     * @throws BadInputException when the target is neither, two results are of experiments of one name, or a format cannot hold the results
     * @throws IOException when files cannot be written
     */
    public static void write(List<ResultFolder> results, Set<Format> formats, Path target) throws IOException {
        requireDifferent(results);
        Path absolute = place(target);
        requireFree(target, absolute);
        Path staging = absolute.resolveSibling("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        Files.createDirectories(staging);
        clearStaging(absolute);
        AtShutdown cleaning = new AtShutdown(() -> deleteAll(staging));
        try {
            for (Format format : formats) {
                format.write(results, Files.createDirectories(staging.resolve(format.toString())));
            }
            Files.move(staging, absolute, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            cleaning.callOff();
            deleteAll(staging);
        }
    }

    /** What exports to the same target left that were killed outright: the number of their process is in the name. */
    private static void clearStaging(Path absolute) throws IOException {
        Pattern staging = Pattern.compile(Pattern.quote("." + absolute.getFileName() + ".") + "([0-9]{1,18})\\.part");
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(absolute.getParent(), ".*.part")) {
            for (Path sibling : siblings) {
                Matcher writer = staging.matcher(sibling.getFileName().toString());
                if (writer.matches() && ProcessHandle.of(Long.parseLong(writer.group(1))).isEmpty()) {
                    deleteAll(sibling);
                }
            }
        }
    }

    /** Of a link to a directory, the directory: only that can be replaced whole. */
    private static Path place(Path target) throws IOException {
        if (!Files.isSymbolicLink(target)) {
            return target.toAbsolutePath().normalize();
        }
        if (!Files.exists(target)) {
            throw new BadInputException("nothing can be exported to %s: it is a link to something that does not exist; name a directory"
                    .formatted(target));
        }
        return target.toRealPath();
    }

    private static void requireDifferent(List<ResultFolder> results) {
        Set<String> names = new HashSet<>();
        for (ResultFolder result : results) {
            if (!names.add(result.experiment().name())) {
                throw new BadInputException(("two of the results are of experiments called '%s', so that their rows could not be told "
                        + "apart; export them one by one").formatted(result.experiment().name()));
            }
        }
    }

    private static void requireFree(Path target, Path absolute) throws IOException {
        String problem = null;
        if (Files.isDirectory(absolute)) {
            try (Stream<Path> content = Files.list(absolute)) {
                problem = content.findAny().isPresent() ? "it is not empty; name a new directory, or delete this one first" : null;
            }
        } else if (Files.exists(absolute)) {
            problem = "it is a file; name a directory";
        }
        Path existing = absolute.getParent();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (problem == null && (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing))) {
            problem = existing + " is no directory that can be written to; choose another";
        }
        if (problem != null) {
            throw new BadInputException("nothing can be exported to %s: %s".formatted(target, problem));
        }
    }

    private static void deleteAll(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> content = Files.walk(directory)) {
                content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            } catch (IOException e) {
                // What cannot be deleted stays under its hidden name.
            }
        }
    }
}
