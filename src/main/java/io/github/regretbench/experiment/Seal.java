package io.github.regretbench.experiment;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a finished run and their SHA-256: {@value #FILE}, which {@code sha256sum -c} understands. It is written last and taken away
 * before anything changes, so that a folder with a seal is complete, and what agrees with it is what was written.
 *
 * @param sums by file name, in the order of writing
 */
record Seal(Map<String, String> sums) {
    static final String FILE = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S+)");
    /** What to do about a folder that is not as it was written. */
    private static final String MEND = "the command that made the results writes their files again from the stored trials";

    /** Copies the map, keeping its order. */
    Seal {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    /** Of files as they are now. */
    static Seal of(Path folder, Collection<String> files) throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String file : files) {
            sums.put(file, DataDirectory.sha256(folder.resolve(file)));
        }
        return new Seal(sums);
    }

    /**
     * The seal of a folder, if it has one.
     *
     * @throws BadInputException when it is torn
     */
    static Optional<Seal> find(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s; make it readable".formatted(file, e.getMessage()), e);
        }
        Map<String, String> sums = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                sums.put(matcher.group(2), matcher.group(1));
            }
        }
        Seal seal = new Seal(sums);
        if (!seal.text().equals(text)) {
            throw new BadInputException(file + " is torn or was edited; " + MEND);
        }
        return Optional.of(seal);
    }

    /** The number of files comes first, so that a file that ends early is no seal of fewer files. */
    private String text() {
        StringBuilder text = new StringBuilder("# " + sums.size() + " files, to be checked with: sha256sum -c " + FILE + "\n");
        sums.forEach((file, sum) -> text.append(sum).append("  ").append(file).append('\n'));
        return text.toString();
    }

    /** This and more files as they are now. */
    Seal and(Path folder, Collection<String> files) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(sums);
        all.putAll(of(folder, files).sums());
        return new Seal(all);
    }

    /** This and the files of a former seal that are still as it says, provided that the two agree about one file. */
    Seal keeping(Seal former, String about, Path folder) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(sums);
        if (sums.containsKey(about) && sums.get(about).equals(former.sums().get(about))) {
            for (Map.Entry<String, String> file : former.sums().entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (Files.isRegularFile(path) && DataDirectory.sha256(path).equals(file.getValue())) {
                    all.putIfAbsent(file.getKey(), file.getValue());
                }
            }
        }
        return new Seal(all);
    }

    /** The folder itself, if a file in it is as its seal says. */
    static Optional<Path> sealed(Path folder, String file) {
        try {
            Optional<Seal> seal = find(folder).filter(s -> s.has(file));
            seal.ifPresent(s -> s.requireUnchanged(folder, file));
            return seal.map(s -> folder);
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    /** Each file that is there and not as it was sealed. */
    List<String> changed(Path folder) throws IOException {
        List<String> changed = new ArrayList<>();
        for (Map.Entry<String, String> file : sums.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (Files.isRegularFile(path) && !DataDirectory.sha256(path).equals(file.getValue())) {
                changed.add(file.getKey());
            }
        }
        return changed;
    }

    boolean has(String file) {
        return sums.containsKey(file);
    }

    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), out -> out.write(text().getBytes(StandardCharsets.US_ASCII)));
    }

    /** Takes the seal away before files change; what it said, or nothing when there was none or a torn one. */
    static Optional<Seal> lift(Path folder) throws IOException {
        Optional<Seal> former;
        try {
            former = find(folder);
        } catch (BadInputException e) {
            former = Optional.empty();
        }
        Files.deleteIfExists(folder.resolve(FILE));
        return former;
    }

    /**
     * Holds every file against its sum.
     *
     * @throws BadInputException when one is missing or has changed
     */
    void verify(Path folder) {
        for (String file : sums.keySet()) {
            requireUnchanged(folder, file);
        }
    }

    private void requireUnchanged(Path folder, String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new BadInputException("%s is missing, though %s lists it; %s".formatted(path, FILE, MEND));
        }
        try {
            if (!DataDirectory.sha256(path).equals(sums.get(file))) {
                throw new BadInputException("%s is torn or was changed: its SHA-256 is not the one in %s; %s".formatted(path, FILE, MEND));
            }
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s; %s".formatted(path, e.getMessage(), MEND), e);
        }
    }
}
