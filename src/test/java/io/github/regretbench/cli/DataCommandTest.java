package io.github.regretbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.regretbench.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DataCommandTest {
    private static final String ROWS = "2004-03-04 00:00:10 2 1 20.5 40 1 2.6\n2004-03-04 00:00:20 2 8 21.5 40 1 2.6\n"
            + "2004-03-04 00:00:30 2 1 99 40 1 2.6\ngarbled\n";

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Exception thrown;

    /** Exit code; 70 when the command threw, which the top level would turn into a sentence and a code. */
    private int run(String... arguments) {
        CommandLine line = new CommandLine(new DataCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    thrown = exception;
                    return 70;
                });
        return line.execute(arguments);
    }

    private Path raw() throws IOException {
        return Files.writeString(directory.resolve("raw.txt"), ROWS);
    }

    private String data() {
        return directory.resolve("made").toString();
    }

    @Test
    void importIntelLabReportsEveryRow() throws IOException {
        assertThat(run("import", "intel-lab", raw().toString(), "--accept-changed-data", "--data", data())).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip())).contains("rows read 4",
                "incomplete or garbled 1", "of other motes 1", "not 0 to 50 degrees C 1", "used 1");
        assertThat(out.toString()).contains("WARNING: ");
        assertThat(Path.of(data(), "intel_lab_temperature_5d_1min_46.csv.gz")).exists();
    }

    @Test
    void theWorstCoveredMotesGoToTheOtherTable() throws IOException {
        assertThat(run("import", "intel-lab", raw().toString(), "--accept-changed-data", "--data", data(), "--keep-worst-covered")).isZero();
        assertThat(Path.of(data(), "intel_lab_temperature_5d_1min_51.csv.gz")).exists();
        assertThat(out.toString()).contains("2 sensors");
    }

    @Test
    void importTableRefusesToReplaceUnlessTold() throws IOException {
        Path first = Files.writeString(directory.resolve("a.csv"), "t;x\n2012-05-01 00:00;1\n");
        Path second = Files.writeString(directory.resolve("b.csv"), "t;x\n2012-05-01 00:00;2\n");
        assertThat(run("import", "table", first.toString(), "--name", "m.csv", "--data", data())).isZero();
        assertThat(run("import", "table", second.toString(), "--name", "m.csv", "--data", data())).isEqualTo(70);
        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("--overwrite");
        assertThat(Path.of(data(), "m.csv")).hasContent("time,x\n2012-05-01T00:00:00,1\n");
        assertThat(run("import", "table", second.toString(), "--name", "m.csv", "--data", data(), "--overwrite"))
                .isZero();
        assertThat(Path.of(data(), "m.csv")).hasContent("time,x\n2012-05-01T00:00:00,2\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"no-such.txt | Add --name NAME.csv.", "/ | Add --name NAME.csv.",
        "a.csv --no-times --long | --no-times does not go with --long", "a.csv --no-times --zone UTC | --no-times does not go with --long"})
    void whatCannotBeImportedIsSaidBeforeAnythingIsRead(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of("import", "table", "--data", data()));
        all.addAll(List.of(arguments.split(" ")));
        assertThat(run(all.toArray(String[]::new))).isEqualTo(70);
        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining(message);
    }

    @Test
    void importLocationsMakesTheFileThatFigure2aReads() throws IOException {
        Path list = Files.writeString(directory.resolve("mote_locs.txt"), "1 21.5 23\n2 24.5 20\n");
        assertThat(run("import", "locations", list.toString(), "--accept-changed-data", "--data", data())).isZero();
        assertThat(out.toString()).contains("intel_lab_locations.csv: positions of 2 sensors");
        assertThat(Path.of(data(), "intel_lab_locations.csv")).hasContent("id,x,y\n1,21.5,23\n2,24.5,20\n");
    }

    @Test
    void listShowsWhatIsThereAndWhatIsNot() throws IOException {
        Path table = Files.writeString(directory.resolve("a.csv"), "t;x\n2012-05-01 00:00;1\n");
        run("import", "table", table.toString(), "--name", "m.csv", "--data", data());
        assertThat(run("list", "--data", data())).isZero();
        assertThat(out.toString())
                .containsPattern("m\\.csv +1 +1 +2012-05-01 00:00 +2012-05-01 00:00 +[0-9a-f]{12} +your own\\R")
                .contains("absent; run `regretbench data fetch intel-lab --data " + data() + "`")
                .contains("Bodik, Hong, Guestrin, Madden, Paskin, Thibaux, 2004");
    }

    @Test
    void fetchDownloadsImportsAndIsQuietOffTheTerminal() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(ROWS.getBytes(StandardCharsets.UTF_8));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/mirror.gz", exchange -> {
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror.gz";
            assertThat(run("fetch", "intel-lab", "--data", data(), "--url", url, "--accept-changed-data")).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(out.toString()).contains("intel_lab_data.txt.gz: " + bytes.size() + " bytes").contains("WARNING: ");
        assertThat(err.toString()).isEmpty();
        assertThat(Path.of(data(), "intel_lab_temperature_5d_1min_46.csv.gz")).exists();
    }

    @Test
    void aBadAddressIsAMistake() {
        assertThat(run("fetch", "intel-lab", "--data", data(), "--url", "not an address")).isEqualTo(70);
        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("'not an address'");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "import", "fetch"})
    void aMissingSubcommandIsUsage(String group) throws IOException {
        assertThat(group.isEmpty() ? run() : run(group)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("Name what to do after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "import --help", "import intel-lab --help", "import table --help", "import locations --help",
        "fetch --help", "fetch intel-lab --help"})
    void helpShowsAnExample(String arguments) throws IOException {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).contains("Example: regretbench data ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1-", "5-4", "1-962", "1-9/0", "", "1;2", "every 20"})
    void rowsThatAreNotInTheTableAreRefused(String rows) {
        assertThat(run("make", "svm-digits", "--rows", rows, "--out", data())).isEqualTo(70);
        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("--rows has '").hasMessageContaining("1-961/20");
    }

    @Test
    void makingATableReplacesNoFileUnasked() throws IOException {
        Path there = raw();
        assertThat(run("make", "svm-digits", "--out", there.toString())).isEqualTo(70);
        assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("--overwrite");
        assertThat(there).hasContent(ROWS);
    }

    /** An archive of the right form with other speeds: downloaded, imported, and refused unless changed data are accepted. */
    @Test
    void fetchPemsD7ImportsWhatItDownloadsAndHoldsItAgainstTheKnownTable() throws IOException {
        String row = "6.5e+01,".repeat(227) + "6.5e+01\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("PeMSD7_V_228.csv"));
            for (int i = 0; i < 12_672; i++) {
                zip.write(row.getBytes(StandardCharsets.US_ASCII));
            }
        }
        StringBuilder list = new StringBuilder(",ID,Fwy\n");
        for (int i = 0; i < 228; i++) {
            list.append(i).append(',').append(1000 + i).append(",5\n");
        }
        Path stations = Files.writeString(directory.resolve("stations.csv"), list);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/whole.zip", exchange -> {
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
            exchange.close();
        });
        server.createContext("/page.zip", exchange -> {
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("<html>".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        String host = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(run("fetch", "pems-d7", "--data", data(), "--stations", stations.toString(), "--url", host + "/page.zip")).isEqualTo(70);
            assertThat(thrown).isInstanceOf(IOException.class).hasMessageContaining("is not a whole ZIP archive").hasMessageContaining("<html>");
            assertThat(Path.of(data())).isEmptyDirectory();
            assertThat(run("fetch", "pems-d7", "--data", data(), "--stations", stations.toString(), "--url", host + "/whole.zip")).isEqualTo(70);
            assertThat(thrown).isInstanceOf(BadInputException.class).hasMessageContaining("holds other data").hasMessageContaining("b00d96237d8c");
            assertThat(Path.of(data(), "pemsd7m_speed_7wd_5min_228.csv.gz")).doesNotExist();
        } finally {
            server.stop(0);
        }
        assertThat(out.toString()).contains("PeMSD7_Full.zip: " + bytes.size() + " bytes", "WARNING: PeMSD7_Full.zip is not the archive that was published",
                "what is verified is the content of the table");
        assertThat(run("import", "pems-d7", Path.of(data(), "PeMSD7_Full.zip").toString(), "--stations", stations.toString(), "--data", data(),
                "--accept-changed-data")).isZero();
        assertThat(Path.of(data(), "pemsd7m_speed_7wd_5min_228.csv.gz")).exists();
    }

    /** A list is not made of other data: there is nothing to accept. */
    @Test
    void listTakesNoOptionOfOtherData() {
        assertThat(run("list", "--accept-changed-data", "--data", data())).isEqualTo(2);
        assertThat(run("list", "--data", data())).isZero();
    }
}
