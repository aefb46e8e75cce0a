package io.github.regretbench.cli;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.Download;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.data.PemsD7Import;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands that bring the traffic experiment its data. */
final class PemsD7Commands {
    private PemsD7Commands() {
    }

    private static void importInto(PrintWriter out, Path matrix, Path stations, DataDirectory directory, DataCommand.OverwriteOption existing)
            throws IOException {
        PemsD7Import.difference(matrix).ifPresent(difference -> out.println("WARNING: " + difference));
        out.println("The publishers give no checksums; what is verified is the content of the table that is made of it.");
        out.flush();
        existing.keep(out, directory, KnownTable.PEMS_D7.fileName(), PemsD7Import.read(matrix, stations));
    }

    /** {@code data import pems-d7}. */
    @Command(name = "pems-d7", mixinStandardHelpOptions = true,
            description = {"Turn the matrix of PeMSD7(M), speeds at 228 stations of the 44 weekdays of May and June 2012, into the table of the traffic "
                    + "experiment, the first 7 weekdays."},
            footer = {"", "Example: regretbench data import pems-d7 PeMSD7_Full.zip --stations PeMSD7_M_Station_Info.csv"})
    static final class Import implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Mixin
        private DataCommand.OverwriteOption existing;
        @Parameters(paramLabel = "FILE", description = "PeMSD7_Full.zip, or PeMSD7_V_228.csv out of it, gzip or plain.")
        private Path file;
        @Option(names = "--stations", paramLabel = "FILE", description = "The stations in the order of the columns (default: " + PemsD7Import.STATIONS
                + " beside FILE).")
        private Path stations;

        @Override
        public Integer call() throws IOException {
            importInto(spec.commandLine().getOut(), file, stations != null ? stations : file.resolveSibling(PemsD7Import.STATIONS), data.resolve(),
                    existing);
            return ExitCode.OK;
        }
    }

    /** {@code data fetch pems-d7}. */
    @Command(name = "pems-d7", mixinStandardHelpOptions = true,
            description = {"Download PeMSD7(M) (29 MB) and its list of stations, and import them. A broken download goes on where it stopped when the "
                    + "command is run again."},
            footer = {"", "Example: regretbench data fetch pems-d7 --data ~/measurements"})
    static final class Fetch implements Callable<Integer> {
        @Spec
        private CommandSpec spec;
        @Mixin
        private DataOptions data;
        @Mixin
        private DataCommand.OverwriteOption existing;
        @Option(names = "--url", paramLabel = "URL", description = "A mirror of the archive (default: dataset/PeMSD7_Full.zip of "
                + "https://github.com/VeritasYin/STGCN_IJCAI-18).")
        private String url;
        @Option(names = "--stations", paramLabel = "FILE", description = "A copy of " + PemsD7Import.STATIONS + " (default: it is downloaded, too).")
        private Path stations;

        @Override
        public Integer call() throws IOException {
            DataDirectory directory = data.resolve();
            Path list = stations != null ? stations : DataCommand.fetch(spec, PemsD7Import.STATIONS_SOURCE, directory, PemsD7Import.STATIONS,
                    Download.Form.TEXT);
            Path archive = DataCommand.fetch(spec, DataCommand.source(url, PemsD7Import.ARCHIVE_SOURCE), directory, PemsD7Import.ARCHIVE,
                    Download.Form.ZIP);
            importInto(spec.commandLine().getOut(), archive, list, directory, existing);
            return ExitCode.OK;
        }
    }
}
