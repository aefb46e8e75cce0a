package io.github.regretbench.cli;

import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.Download;
import io.github.regretbench.data.IntelLabImport;
import io.github.regretbench.data.IntelLabRules;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.data.Listing;
import io.github.regretbench.data.SensorLocations;
import io.github.regretbench.data.SensorTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code regretbench data}: lists, imports and downloads the measured tables that some experiments read. */
@Command(name = "data", mixinStandardHelpOptions = true,
        description = "List, import or download the measured tables that some experiments read, or train one that comes with RegretBench anew.",
        footer = {"", "Example: regretbench data list"},
        subcommands = {DataCommand.ListTables.class, DataCommand.Import.class, DataCommand.Fetch.class, MakeCommand.class})
public final class DataCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw missingSubcommand(spec);
    }

    static ParameterException missingSubcommand(CommandSpec spec) {
        return new ParameterException(spec.commandLine(), "Name what to do after `" + spec.qualifiedName() + "`: "
                + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** What becomes of a table that is already there. */
    static final class OverwriteOption {
        @Option(names = "--overwrite", description = "Replace a different table of the same name.")
        private boolean overwrite;

        void keep(PrintWriter out, DataDirectory directory, String fileName, SensorTable table) throws IOException {
            Optional<String> changed = directory.authenticate(fileName, "", table);     // before anything is written
            Path file = overwrite ? directory.replace(fileName, table) : directory.add(fileName, table);
            out.printf(Locale.ROOT, "%s: %s, %d empty cells%n", file, table, table.emptyCells());
            if (changed.isEmpty() && KnownTable.named(fileName).isPresent()) {
                out.println("Its content equals the table that the experiments were checked with.");
            }
            changed.ifPresent(warning -> out.println("WARNING: " + warning));
            table.suspicionsAtImport().forEach(suspicion -> out.println("WARNING: " + fileName + ": " + suspicion));
        }
    }

    /** {@code data list}. */
    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "List the tables in the data directory, and the known ones that are absent.",
            footer = {"", "Example: regretbench data list --data ~/measurements"})
    static final class ListTables implements Callable<Integer> {
        private static final String ROW = "%-40s  %5s  %7s  %-16s  %-16s  %-12s  %s%n";
        private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

        @Spec
        private CommandSpec spec;
        @Option(names = "--data", paramLabel = "DIR", description = DataOptions.DIRECTORY)
        private String data;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            DataDirectory directory = DataDirectory.resolve(data, System.getenv());
            List<Listing> listings = directory.list();
            out.println("Data directory " + directory.path().toAbsolutePath().normalize());
            if (listings.stream().anyMatch(Listing.Found.class::isInstance)) {
                out.printf(Locale.ROOT, ROW, "table", "rows", "sensors", "first", "last", "sha256", "content");
            }
            listings.forEach(listing -> print(out, listing));
            return CommandLine.ExitCode.OK;
        }

        private static void print(PrintWriter out, Listing listing) {
            if (listing instanceof Listing.Found found) {
                out.printf(Locale.ROOT, ROW, found.fileName(), found.rows(), found.sensors(),
                        text(found.first()), text(found.last()), found.sha256().substring(0, 12), switch (found.identity()) {
                            case KNOWN -> "as the experiments were checked with";
                            case DIFFERS -> "DIFFERS from the one the experiments were checked with";
                            case OWN -> "your own";
                        });
            } else if (listing instanceof Listing.Broken broken) {
                out.printf(Locale.ROOT, "%-40s  cannot be used: %s%n", broken.fileName(), broken.problem());
            } else if (listing instanceof Listing.Absent absent) {
                out.printf(Locale.ROOT, "%-40s  absent; %s%n", absent.fileName(), absent.howToGet());
                out.printf(Locale.ROOT, "%-40s  origin: %s%n", "", absent.table().origin());
            }
        }

        private static String text(LocalDateTime time) {
            return MINUTE.format(time);
        }
    }

    /** {@code data import}. */
    @Command(name = "import", mixinStandardHelpOptions = true,
            description = "Turn a file you have into a table in the data directory.",
            footer = {"", "Example: regretbench data import intel-lab data.txt.gz"},
            subcommands = {ImportIntelLab.class, PemsD7Commands.Import.class, ImportTable.class, ImportLocations.class})
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw missingSubcommand(spec);
        }
    }

    /** {@code data import intel-lab}. */
    @Command(name = "intel-lab", mixinStandardHelpOptions = true,
            description = {"Turn the Intel Lab trace (data.txt.gz) into temperatures by minute and mote, 2004-03-04 to "
                    + "2004-03-08, by the rules of the temperature experiment."},
            footer = {"", "Example: regretbench data import intel-lab ~/Downloads/data.txt.gz"})
    static final class ImportIntelLab implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Mixin
        private OverwriteOption existing;
        @Mixin
        private MoteOption motes;
        @Parameters(paramLabel = "FILE", description = "The trace, gzip or plain text.")
        private Path file;

        @Override
        public Integer call() throws IOException {
            motes.importInto(spec.commandLine().getOut(), file, data.resolve(), existing);
            return CommandLine.ExitCode.OK;
        }
    }

    /** Which motes of the Intel Lab get a column. */
    static final class MoteOption {
        @Option(names = "--keep-worst-covered",
                description = "Keep motes 8, 12, 30, 33 and 39: 51 columns instead of 46, with more empty cells.")
        private boolean keepWorstCovered;

        void importInto(PrintWriter out, Path raw, DataDirectory directory, OverwriteOption existing)
                throws IOException {
            IntelLabRules standard = IntelLabRules.standard();
            IntelLabRules rules = keepWorstCovered ? standard.keepingWorstCovered() : standard;
            KnownTable known = keepWorstCovered ? KnownTable.INTEL_LAB_WORST_COVERED_KEPT : KnownTable.INTEL_LAB;
            IntelLabImport imported = IntelLabImport.read(raw, rules);
            String row = "%-24s %9d%n";
            out.printf(Locale.ROOT, row, "rows read", imported.rowsRead());
            out.printf(Locale.ROOT, row, "  incomplete or garbled", imported.skipped());
            out.printf(Locale.ROOT, row, "  of other days", imported.outsideWindow());
            out.printf(Locale.ROOT, row, "  of other motes", imported.otherMotes());
            out.printf(Locale.ROOT, row, "  not 0 to 50 degrees C", imported.outsideTemperature());
            out.printf(Locale.ROOT, row, "  battery under 2.0 V", imported.lowVoltage());
            out.printf(Locale.ROOT, row, "  used", imported.used());
            existing.keep(out, directory, known.fileName(), imported.table());
        }
    }

    /** {@code data import table}. */
    @Command(name = "table", mixinStandardHelpOptions = true,
            description = {"Turn any time-by-sensor CSV into a table: comma, semicolon or tab; a time, then one column "
                    + "a sensor; empty, NA or NaN where there is no reading."},
            footer = {"", "Example: regretbench data import table speeds.csv --name speeds.csv.gz"})
    static final class ImportTable implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Mixin
        private OverwriteOption existing;
        @Parameters(paramLabel = "FILE", description = "The CSV, gzip or plain text.")
        private Path file;
        @Mixin
        private ForeignFormatOptions format;
        @Option(names = "--name", paramLabel = "NAME",
                description = "Its file name in the data directory, ending in .csv or .csv.gz (default: that of FILE).")
        private String name;

        @Override
        public Integer call() throws IOException {
            DataDirectory directory = data.resolve();
            String kept = name != null ? name : file.getFileName() == null ? "" : file.getFileName().toString();
            try {
                directory.locate(kept);     // before a long file is read
            } catch (BadInputException e) {
                throw new BadInputException(e.getMessage() + " Add --name NAME.csv.", e);
            }
            existing.keep(spec.commandLine().getOut(), directory, kept, SensorTable.readForeign(file, format.format()));
            return CommandLine.ExitCode.OK;
        }
    }

    /** {@code data import locations}. */
    @Command(name = "locations", mixinStandardHelpOptions = true,
            description = {"Turn the list of the Intel Lab's motes, an id, x and y in metres on each line ("
                    + SensorLocations.INTEL_LAB_SOURCE + "), into " + SensorLocations.INTEL_LAB + "."},
            footer = {"", "Example: regretbench data import locations ~/Downloads/mote_locs.txt"})
    static final class ImportLocations implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Parameters(paramLabel = "FILE", description = "The list.")
        private Path file;

        @Override
        public Integer call() throws IOException {
            SensorLocations locations = SensorLocations.readBlankSeparated(file);
            DataDirectory directory = data.resolve();
            Optional<String> changed = directory.authenticate(locations);
            directory.create();
            Path target = directory.path().resolve(SensorLocations.INTEL_LAB);
            locations.write(target);
            spec.commandLine().getOut().printf("%s: positions of %d sensors%n", target, locations.positions().size());
            changed.ifPresent(warning -> spec.commandLine().getOut().println("WARNING: " + warning));
            return CommandLine.ExitCode.OK;
        }
    }

    /** {@code data fetch}. */
    @Command(name = "fetch", mixinStandardHelpOptions = true,
            description = "Download a data set from its origin and import it.",
            footer = {"", "Example: regretbench data fetch intel-lab"},
            subcommands = {FetchIntelLab.class, PemsD7Commands.Fetch.class})
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw missingSubcommand(spec);
        }
    }

    /** {@code data fetch intel-lab}. */
    @Command(name = "intel-lab", mixinStandardHelpOptions = true,
            description = {"Download the Intel Lab trace (34 MB) and import it. A broken download goes on where it "
                    + "stopped when the command is run again."},
            footer = {"", "Example: regretbench data fetch intel-lab --data ~/measurements"})
    static final class FetchIntelLab implements Callable<Integer> {
        /** Name of the downloaded trace in the data directory. */
        private static final String TRACE = "intel_lab_data.txt.gz";

        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Mixin
        private OverwriteOption existing;
        @Mixin
        private MoteOption motes;
        @Option(names = "--url", paramLabel = "URL",
                description = "A mirror of the trace (default: http://db.csail.mit.edu/labdata/data.txt.gz).")
        private String url;

        @Override
        public Integer call() throws IOException {
            DataDirectory directory = data.resolve();
            Path trace = fetch(spec, source(url, IntelLabImport.SOURCE), directory, TRACE, Download.Form.GZIP);
            motes.importInto(spec.commandLine().getOut(), trace, directory, existing);
            return CommandLine.ExitCode.OK;
        }
    }

    /** Brings a file into a data directory, which is made if need be, and says what came. */
    static Path fetch(CommandSpec spec, URI source, DataDirectory directory, String fileName, Download.Form form) throws IOException {
        directory.create();
        PrintWriter err = spec.commandLine().getErr();
        boolean terminal = Boolean.getBoolean("regretbench.terminal");
        Download.Fetched fetched;
        try {
            fetched = new Download(Download.Limits.standard(), Clock.systemUTC()).fetch(source, directory.path().resolve(fileName), form,
                    terminal ? (bytes, total) -> show(err, bytes, total) : (bytes, total) -> { });
        } finally {
            if (terminal) {
                err.println();
            }
        }
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %d bytes, fetched %s, sha256 %s%n", fetched.file(), fetched.bytes(), fetched.at(),
                fetched.sha256());
        return fetched.file();
    }

    /** The address of a mirror, else the standard one. */
    static URI source(String url, URI standard) {
        try {
            return url == null ? standard : URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--url '" + url + "' is not a web address; write one such as " + standard + ".", e);
        }
    }

    private static void show(PrintWriter err, long bytes, long total) {
        String percent = total > 0 ? String.format(Locale.ROOT, "%3d%% ", 100 * bytes / total) : "";
        err.printf(Locale.ROOT, "\r%s%.1f MB", percent, bytes / 1e6);
        err.flush();
    }
}
