package io.github.regretbench.data;

import static io.github.regretbench.data.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a server on this machine that fails in every way we could think of. */
@Timeout(10)
class DownloadTest {
    private static final Download.Progress QUIET = (bytes, total) -> { };
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;
    private Path target;
    private byte[] whole;
    private int half;
    private ScriptedServer server;

    @BeforeEach
    void makeFile() throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            text.append(random.nextInt()).append('\n');
        }
        whole = SensorTableTest.gzip(text.toString());
        half = whole.length / 2;
        target = directory.resolve("data.txt.gz");
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Long, so that a busy machine is not taken for a silent server; the tests of silence shorten it. */
    private Duration silence = Duration.ofSeconds(20);
    private Duration patience = Duration.ofMinutes(5);

    private Download download(int attempts) {
        return new Download(new Download.Limits(1_000_000, attempts, 3, silence, Duration.ofMillis(1), patience), CLOCK);
    }

    private Download.Fetched fetch(int attempts, ScriptedServer.Reply... replies) throws IOException {
        server = new ScriptedServer(replies);
        return download(attempts).fetch(server.url(), target, Download.Form.GZIP, QUIET);
    }

    private void assertFails(int attempts, String message, ScriptedServer.Reply... replies) {
        assertThatThrownBy(() -> fetch(attempts, replies)).isInstanceOf(IOException.class)
                .hasMessageContaining(message).hasMessageContaining("127.0.0.1");
        assertThat(target).doesNotExist();
    }

    private ScriptedServer.Reply all() {
        return reply("200 OK\r\nContent-Length: " + whole.length + "\r\nETag: \"v1\"", whole);
    }

    private ScriptedServer.Reply firstHalf(String headers) {
        return reply("200 OK\r\nContent-Length: " + whole.length + headers, Arrays.copyOf(whole, half));
    }

    private ScriptedServer.Reply secondHalf(String contentRange) {
        return reply("206 Partial Content\r\nContent-Length: " + (whole.length - half) + "\r\nContent-Range: "
                + contentRange, Arrays.copyOfRange(whole, half, whole.length));
    }

    private String rest() {
        return "bytes " + half + "-" + (whole.length - 1) + "/" + whole.length;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aWholeFileAndItsRecord() throws IOException {
        Download.Fetched fetched = fetch(1, all());
        assertThat(target).hasBinaryContent(whole);
        assertThat(fetched).isEqualTo(new Download.Fetched(server.url(), target, Instant.parse("2026-01-02T03:04:05Z"),
                whole.length, DataDirectory.sha256(target)));
        assertThat(directory.resolve("data.txt.gz.fetched.txt")).hasContent("url " + server.url()
                + "\ntime 2026-01-02T03:04:05Z\nbytes " + whole.length + "\nsha256 " + fetched.sha256() + "\n");
        assertThat(files()).containsExactly("data.txt.gz", "data.txt.gz.fetched.txt");
    }

    @Test
    void aFileThatIsThereIsNotFetchedAgainUnlessItChanged() throws IOException {
        Download.Fetched fetched = fetch(1, all());
        assertThat(download(1).fetch(server.url(), target, Download.Form.GZIP, QUIET)).isEqualTo(fetched);
        assertThat(server.requests()).hasSize(1);
        Files.writeString(target, "spoilt");
        download(1).fetch(server.url(), target, Download.Form.GZIP, QUIET);
        assertThat(server.requests()).hasSize(2);
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aDroppedConnectionIsResumedWhereItStopped() throws IOException {
        fetch(2, firstHalf("\r\nETag: \"v1\""), secondHalf(rest()));
        assertThat(target).hasBinaryContent(whole);
        assertThat(server.requests().get(0)).doesNotContain("Range:");
        assertThat(server.requests().get(1)).contains("Range: bytes=" + half + "-\n", "If-Range: \"v1\"\n");
    }

    @Test
    void aWeakTagDoesNotVouchForBytes() throws IOException {
        fetch(2, firstHalf("\r\nETag: W/\"v1\"\r\nLast-Modified: Wed, 02 Jun 2004 10:00:00 GMT"), secondHalf(rest()));
        assertThat(server.requests().get(1)).contains("If-Range: Wed, 02 Jun 2004 10:00:00 GMT\n");
    }

    @Test
    void theNextRunGoesOn() throws IOException {
        assertFails(1, "run the same command again to go on", firstHalf(""), secondHalf(rest()));
        assertThat(files()).containsExactly("data.txt.gz.part", "data.txt.gz.part.txt");
        download(1).fetch(server.url(), target, Download.Form.GZIP, QUIET);
        assertThat(server.requests().get(1)).contains("Range: bytes=" + half + "-\n").doesNotContain("If-Range");
        assertThat(target).hasBinaryContent(whole);
        assertThat(files()).containsExactly("data.txt.gz", "data.txt.gz.fetched.txt");
    }

    @Test
    void bytesFromAnotherAddressAreNotResumed() throws IOException {
        assertFails(1, "the connection broke off", firstHalf(""), all());
        URI other = URI.create(server.url().toString().replace("data", "other"));
        download(1).fetch(other, target, Download.Form.GZIP, QUIET);
        assertThat(server.requests().get(1)).doesNotContain("Range:");
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aServerThatIgnoresTheRangeStartsOver() throws IOException {
        fetch(2, firstHalf(""), all());
        assertThat(target).hasBinaryContent(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-99/%d", "bytes 7-%2$d/%1$d", "bytes */%d", "nonsense",
        "bytes 99999999999999999999-1/%d"})
    void aRangeThatWasNotAskedForIsThrownAway(String contentRange) throws IOException {
        fetch(3, firstHalf(""), secondHalf(contentRange.formatted(whole.length, whole.length - 1)), all());
        assertThat(server.requests().get(2)).doesNotContain("Range:");
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aFileThatChangedItsLengthIsThrownAway() throws IOException {
        fetch(3, firstHalf(""), secondHalf("bytes " + half + "-" + whole.length + "/" + (whole.length + 1)), all());
        assertThat(server.requests().get(2)).doesNotContain("Range:");
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aRangeThatTheServerLacksStartsOver() throws IOException {
        fetch(3, firstHalf(""), reply("416 Range Not Satisfiable\r\nContent-Length: 0", new byte[0]), all());
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aChunkedBodyCutOffIsNoticed() throws IOException {
        byte[] chunk = ("ffff\r\n" + "x".repeat(100)).getBytes(StandardCharsets.ISO_8859_1);
        fetch(2, reply("200 OK\r\nTransfer-Encoding: chunked", chunk), all());
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void anEndlessBodyIsStoppedAtTheLimit() throws IOException {
        assertFails(5, "larger than the limit of 1000000 bytes", out -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] zeros = new byte[10_000];
            while (true) {
                out.write(zeros);
            }
        });
        assertThat(server.requests()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileDeclaredTooLargeIsNotBegun() throws IOException {
        assertFails(5, "larger than the limit", reply("200 OK\r\nContent-Length: 1000001", new byte[10]));
        assertThat(server.requests()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void notFoundIsFinal() throws IOException {
        assertFails(5, "answered 404", reply("404 Not Found\r\nContent-Length: 0", new byte[0]));
        assertThat(server.requests()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void aServerErrorIsTriedAgain() throws IOException {
        fetch(2, reply("500 Oops\r\nContent-Length: 0", new byte[0]), all());
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void attemptsAreBounded() {
        assertFails(3, "answered 503 (attempt 3", reply("503 Busy\r\nContent-Length: 0", new byte[0]));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aRedirectIsFollowedAndALoopIsNot() throws IOException {
        fetch(1, reply("302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0", new byte[0]), all());
        assertThat(server.requests().get(1)).startsWith("GET /elsewhere ");
        server.close();
        Files.delete(target);
        assertFails(5, "redirects more than 3 times",
                reply("301 Moved\r\nLocation: /data.txt.gz\r\nContent-Length: 0", new byte[0]));
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", ":::"})
    void aRedirectAwayFromTheWebIsNotFollowed(String location) {
        assertFails(5, "redirects to",
                reply("302 Found\r\nLocation: " + location + "\r\nContent-Length: 0", new byte[0]));
    }

    @Test
    void aWebPageInsteadOfTheFileIsRefused() throws IOException {
        byte[] page = "<html><body>Please log in".getBytes(StandardCharsets.US_ASCII);
        assertFails(5, "is not a gzip file (it starts with '<html>",
                reply("200 OK\r\nContent-Length: " + page.length, page));
        assertThat(files()).isEmpty();
    }

    @Test
    void gzipThatTheServerItselfCutOffIsRefused() throws IOException {
        assertFails(5, "is not whole gzip",
                reply("200 OK\r\nContent-Length: " + half, Arrays.copyOf(whole, half)));
        assertThat(files()).isEmpty();
    }

    @Test
    void aServerThatFallsSilentIsLeft() {
        silence = Duration.ofMillis(400);
        assertFails(1, "fell silent for 400 ms", out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            Thread.sleep(2000);
        });
    }

    @Test
    void aServerThatNeverAnswersIsLeft() {
        silence = Duration.ofMillis(400);
        assertFails(1, "no answer within 400 ms", out -> Thread.sleep(2000));
    }

    @Test
    void noServerIsSaidAtOnce() throws IOException {
        server = new ScriptedServer(all());
        server.close();
        assertThatThrownBy(() -> download(1).fetch(server.url(), target, Download.Form.GZIP, QUIET)).isInstanceOf(IOException.class)
                .hasMessageContaining("no connection to 127.0.0.1");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/data.txt.gz", "data.txt.gz", "file:///data.txt.gz", "http:///data.txt.gz"})
    void addressesThatAreNotOfTheWebAreMistakes(String url) {
        assertThatThrownBy(() -> download(1).fetch(URI.create(url), target, Download.Form.GZIP, QUIET))
                .isInstanceOf(BadInputException.class).hasMessageContaining(url);
    }

    @Test
    void aWholePartLeftByACrashIsOnlyRenamed() throws IOException {
        server = new ScriptedServer(all());
        Files.write(directory.resolve("data.txt.gz.part"), whole);
        Files.writeString(directory.resolve("data.txt.gz.part.txt"), server.url() + "\n\n" + whole.length + "\n");
        download(1).fetch(server.url(), target, Download.Form.GZIP, QUIET);
        assertThat(server.requests()).isEmpty();
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void aGarbledNoteStartsOver() throws IOException {
        Files.writeString(directory.resolve("data.txt.gz.part"), "unknown bytes");
        Files.writeString(directory.resolve("data.txt.gz.part.txt"), ":::\n\nx\n");
        fetch(1, all());
        assertThat(target).hasBinaryContent(whole);
    }

    @Test
    void twoDownloadsDoNotShareAPart() throws IOException {
        URI url = URI.create("http://127.0.0.1/data.txt.gz");
        try (PartFile first = PartFile.open(target, url)) {
            assertThat(first.size()).isZero();
            assertThatThrownBy(() -> PartFile.open(target, url)).isInstanceOf(IOException.class)
                    .hasMessageContaining("another download");
        }
    }

    @Test
    void anAbsentDirectoryIsNamed() {
        assertThatThrownBy(() -> download(1).fetch(URI.create("http://127.0.0.1/x"), directory.resolve("no/x"), Download.Form.GZIP, QUIET))
                .isInstanceOf(IOException.class).hasMessageContaining("cannot be written");
    }

    @Test
    void progressTellsBytesAndTotal() throws IOException {
        server = new ScriptedServer(all());
        List<Long> seen = new ArrayList<>();
        download(1).fetch(server.url(), target, Download.Form.GZIP, (bytes, total) -> {
            assertThat(total).isEqualTo(whole.length);
            seen.add(bytes);
        });
        assertThat(seen).isSorted().last().isEqualTo((long) whole.length);
    }

    /** Each piece comes in time, the file does not: five minutes of a server that sends a byte a second would be five minutes. */
    @Test
    void aServerThatIsSteadyButSlowIsGivenUpAfterTheWholeTime() {
        patience = Duration.ofNanos(1_000_000);
        assertFails(5, "run the same command again to go on from there", firstHalf(""), secondHalf(rest()));
    }
}
