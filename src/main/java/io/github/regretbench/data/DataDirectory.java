package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the user keeps measured tables. They are not the project's to redistribute, so none comes with it; known ones are held against their
 * pinned checksums.
 *
 * @param path the directory
 * @param acceptsChanged whether a file that has a known table's name and other content may be used, with a warning
 */
public record DataDirectory(Path path, boolean acceptsChanged) {
    /** The option that lets changed data be used. */
    public static final String ACCEPT = "--accept-changed-data";
    /** Environment variable that names the directory when no option does. */
    public static final String VARIABLE = "REGRETBENCH_DATA";
    private static final String DEFAULT = "data";
    private static final String IS_A_FILE = " is a file; the data directory must be a directory.";

    /** A directory whose known tables must be as they were. */
    public DataDirectory(Path path) {
        this(path, false);
    }

    /** The same directory, accepting changed data. */
    public DataDirectory acceptingChanged() {
        return new DataDirectory(path, true);
    }

    /**
     * Holds a table against the known one of its file's name.
     *
     * @return a warning when they differ and that is accepted
     * @throws BadInputException when they differ and it is not
     */
    public Optional<String> authenticate(String fileName, String sha256OfFile, SensorTable table) {
        return accepted(fileName, KnownTable.named(fileName).flatMap(known -> known.difference(sha256OfFile, table)));
    }

    /** The same for the positions of the Intel Lab's sensors. */
    public Optional<String> authenticate(SensorLocations locations) {
        return accepted(SensorLocations.INTEL_LAB, locations.difference());
    }

    private Optional<String> accepted(String fileName, Optional<String> difference) {
        if (!acceptsChanged && difference.isPresent()) {
            throw new BadInputException("%s; to get the original, %s; or add %s to go on with these, which marks the results"
                    .formatted(difference.get(), howToGet(fileName), ACCEPT));
        }
        return difference;
    }

    /**
     * The directory named by {@code option} (the value of {@code --data}, null when not given), else by the variable
     * {@value #VARIABLE} of {@code environment}, else {@code data}. It need not exist. Throws BadInputException when
     * the name cannot be a path.
     */
    public static DataDirectory resolve(String option, Map<String, String> environment) {
        String variable = environment.getOrDefault(VARIABLE, "");
        String name = option != null ? option : variable.isBlank() ? DEFAULT : variable;
        if (name.isBlank()) {
            throw new BadInputException("--data is blank; name a directory, for example --data " + DEFAULT + ".");
        }
        try {
            return new DataDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + name + "' cannot be a directory's name (" + e.getReason()
                    + "); check --data or " + VARIABLE + ".", e);
        }
    }

    /** The file of that name, if it is there. Throws BadInputException when the directory cannot be read. */
    public Optional<Path> find(String fileName) {
        Path file = locate(fileName);
        requireReadable();
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** The file of that name. Throws BadInputException, which says how to get it, when it is not there. */
    public Path require(String fileName) {
        return find(fileName).orElseThrow(() -> new BadInputException("The file " + fileName + " is not in the data directory "
                + path.toAbsolutePath().normalize() + "; " + howToGet(fileName) + "."));
    }

    /**
     * A table of the user's own: of that name in this directory, else of that path.
     *
     * @throws BadInputException when there is none, or two that differ
     */
    public Path own(String file) {
        try {
            Path here = Path.of(file);
            Path there = path.resolve(file);
            boolean isHere = Files.isRegularFile(here);
            boolean isThere = !here.isAbsolute() && Files.isRegularFile(there);
            if (isHere && isThere && !sha256(here).equals(sha256(there))) {
                throw new BadInputException("there are two files %s, %s and %s, and they differ; rename one, or write the path of the one that is "
                        .formatted(file, here.toAbsolutePath().normalize(), there.toAbsolutePath().normalize()) + "meant");
            }
            if (!isHere && !isThere) {
                throw new BadInputException("there is no file %s, neither in the data directory %s nor at %s; correct the path, or name the "
                        .formatted(file, path.toAbsolutePath().normalize(), here.toAbsolutePath().normalize()) + "directory with --data");
            }
            return isThere ? there : here;
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + file + "' cannot be a file's name (" + e.getReason() + ")", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String howToGet(String fileName) {
        return fileName.equals(SensorLocations.INTEL_LAB)
                ? "run `regretbench data import locations FILE" + dataOption() + "` with a copy of " + SensorLocations.INTEL_LAB_SOURCE
                : KnownTable.named(fileName).map(known -> known.howToGet(dataOption())).orElse(
                        "put it there or run `regretbench data import table FILE --name " + fileName + dataOption() + "`");
    }

    private void requireReadable() {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new BadInputException(path + IS_A_FILE);
        }
        if (Files.exists(path) && !(Files.isReadable(path) && Files.isExecutable(path))) {
            throw new BadInputException("The data directory " + path + " cannot be read: permission denied; make it readable.");
        }
    }

    /**
     * Keeps {@code table} under {@code fileName}, a plain name ending in .csv or .csv.gz, and creates the directory if
     * need be. An equal table already there is left alone. Throws BadInputException when another file of that name is
     * there, and IOException when the disk refuses.
     */
    public Path add(String fileName, SensorTable table) throws IOException {
        Path file = locate(fileName);
        if (!Files.exists(file)) {
            return replace(fileName, table);
        }
        if (!holds(file, table)) {
            throw new BadInputException(file + " already holds something else; add --overwrite to replace it, or move "
                    + "it away.");
        }
        return file;
    }

    /** Keeps {@code table} as {@link #add} does, in place of any file of that name. */
    public Path replace(String fileName, SensorTable table) throws IOException {
        Path file = locate(fileName);
        create();
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a directory; choose another name.");
        }
        table.write(file);
        return file;
    }

    /** Makes the directory unless it exists. Throws BadInputException when a file of that name is in the way. */
    public void create() throws IOException {
        try {
            Files.createDirectories(path);
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(path + IS_A_FILE, e);
        } catch (AccessDeniedException e) {
            throw new BadInputException("The data directory " + path + " cannot be created: permission denied; choose another.", e);
        } catch (IOException e) {
            throw new IOException("The data directory " + path + " cannot be created: " + e.getMessage() + ".", e);
        }
    }

    private static boolean holds(Path file, SensorTable table) {
        try {
            return SensorTable.read(file).equals(table);
        } catch (BadInputException e) {
            return false;
        }
    }

    /** Throws BadInputException when that cannot be the name of a table in the directory. */
    public Path locate(String fileName) {
        if (!isTableName(fileName) || fileName.contains("/") || fileName.contains("\\")) {
            throw new BadInputException("'" + fileName
                    + "' cannot be a table's name; give a plain file name ending in .csv or .csv.gz, no folder.");
        }
        try {
            return path.resolve(fileName);
        } catch (InvalidPathException e) {
            throw new BadInputException("'" + fileName + "' cannot be a file's name (" + e.getReason() + ").", e);
        }
    }

    /** The option that makes a command act on this directory, with a blank before it; empty for the default one. */
    private String dataOption() {
        return path.equals(Path.of(DEFAULT)) ? "" : " --data " + path;
    }

    /**
     * The tables in the directory by name, then the known tables that are absent. Files that are not tables (no .csv or
     * .csv.gz, or no time column) are passed over; an absent directory has no files. Throws BadInputException when the
     * directory is not one or may not be read, IOException when the disk fails.
     */
    public List<Listing> list() throws IOException {
        requireReadable();
        List<Listing> listings = new ArrayList<>();
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.filter(DataDirectory::looksLikeTable).sorted().toList()) {
                    describe(file).ifPresent(listings::add);
                }
            }
        }
        for (KnownTable known : KnownTable.values()) {
            if (!Files.exists(path.resolve(known.fileName()))) {
                listings.add(new Listing.Absent(known, known.howToGet(dataOption())));
            }
        }
        return listings;
    }

    private static boolean looksLikeTable(Path file) {
        String name = file.getFileName().toString();
        return isTableName(name) && !Files.isDirectory(file);
    }

    private static boolean isTableName(String name) {
        return !name.startsWith(".") && (name.endsWith(".csv") || name.endsWith(".csv.gz"));
    }

    private static Optional<Listing> describe(Path file) throws IOException {
        String name = file.getFileName().toString();
        try {
            if (!hasTimeColumn(file)) {
                return Optional.empty();
            }
            SensorTable table = SensorTable.read(file);
            return Optional.of(new Listing.Found(name, table.rows(), table.sensors().size(), table.times().get(0),
                    table.times().get(table.rows() - 1), sha256(file), identity(name, table)));
        } catch (BadInputException e) {
            return Optional.of(new Listing.Broken(name, e.getMessage()));
        }
    }

    private static boolean hasTimeColumn(Path file) {
        try (LineSource lines = LineSource.open(file)) {
            String header = lines.next();
            return header != null && header.startsWith("time,");
        }
    }

    private static Listing.Identity identity(String fileName, SensorTable table) {
        Optional<KnownTable> namesake = KnownTable.named(fileName);
        if (namesake.isPresent()) {
            return namesake.get().equalsContentOf(table) ? Listing.Identity.KNOWN : Listing.Identity.DIFFERS;
        }
        return Arrays.stream(KnownTable.values()).anyMatch(known -> known.equalsContentOf(table))
                ? Listing.Identity.KNOWN : Listing.Identity.OWN;
    }

    /** SHA-256 of a file's bytes, hexadecimal, for manifests. Throws IOException when it cannot be read. */
    public static String sha256(Path file) throws IOException {
        return Sha256.of(file);
    }
}
