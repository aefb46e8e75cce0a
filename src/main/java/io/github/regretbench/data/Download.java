package io.github.regretbench.data;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Downloads of one file over HTTP. A broken transfer is resumed, in this run or the next, from
 * {@code <file>.part}; the file itself appears only when it is whole. What came is written down beside it, in
 * {@code <file>.fetched.txt}: URL, time, bytes, SHA-256.
 */
public final class Download {
    /** Told how far a transfer is. */
    @FunctionalInterface
    public interface Progress {
        /** {@code bytes} of {@code total} are here; the total is -1 when the server does not say. */
        void at(long bytes, long total);
    }

    /** What a file has to be to be whole. */
    public enum Form {
        /** Gzip text, read to its end. */
        GZIP,
        /** A ZIP archive, every entry read to its end. */
        ZIP,
        /** Anything of the length that the server says. */
        TEXT
    }

    /**
     * How long and how much to wait for.
     *
     * @param maxBytes largest file accepted
     * @param attempts transfers tried before giving up, counting the first
     * @param redirects most redirects followed in one transfer
     * @param silence longest wait for a connection, for an answer and between two pieces of the file
     * @param pause wait before the second transfer; doubles with each further one
     * @param whole longest time for all attempts together, however steadily a slow server sends
     */
    public record Limits(long maxBytes, int attempts, int redirects, Duration silence, Duration pause, Duration whole) {
        /** Throws IllegalArgumentException when a limit leaves nothing to do. */
        public Limits {
            if (maxBytes < 1 || attempts < 1 || redirects < 0 || silence.toMillis() < 1 || pause.isNegative()
                    || whole.toMillis() < 1) {
                throw new IllegalArgumentException("Download limits must allow a byte, an attempt and a millisecond.");
            }
        }

        /** 200 MB, 5 attempts, 5 redirects, 30 s of silence, a first pause of 1 s, an hour in all: 10 kB/s for the Intel Lab's 34 MB. */
        public static Limits standard() {
            return new Limits(200_000_000, 5, 5, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1));
        }
    }

    /**
     * What came.
     *
     * @param at when the transfer ended
     * @param bytes length of the file
     * @param sha256 of the file's bytes, hexadecimal
     */
    public record Fetched(URI url, Path file, Instant at, long bytes, String sha256) {
    }

    /** A fault that another attempt may cure. */
    static final class Dropped extends IOException {
        private static final long serialVersionUID = 1L;

        Dropped(String what, Throwable cause) {
            super(what, cause);
        }
    }

    private final Limits limits;
    private final Clock clock;
    private final HttpClient client;

    /** Downloads within {@code limits}, dated by {@code clock}. */
    public Download(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(limits.silence()).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /**
     * Brings the file at {@code url} to {@code target}, whose directory exists, replacing any file there; nothing
     * is transferred when the record beside {@code target} says that it came from {@code url} and its bytes are as they
     * were. Throws BadInputException when the URL is not http or https; IOException, in one sentence, when the network,
     * the server or the disk fails or what came is too large or not whole.
     */
    public Fetched fetch(URI url, Path target, Form form, Progress progress) throws IOException {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new BadInputException("'" + url + "' is not a web address such as http://host/data.gz; check it.");
        }
        Optional<Fetched> earlier = earlier(url, target);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try (PartFile part = PartFile.open(target, url)) {
            transferWithRetries(url, part, progress);
            requireWhole(url, part, form);
            part.force();
            Fetched fetched = new Fetched(url, target, clock.instant().truncatedTo(ChronoUnit.SECONDS), part.size(),
                    Sha256.of(part.file()));
            Files.deleteIfExists(recordOf(target));
            Files.move(part.file(), target, StandardCopyOption.ATOMIC_MOVE);
            writeRecord(fetched);
            return fetched;
        }
    }

    private void transferWithRetries(URI url, PartFile part, Progress progress) throws IOException {
        Duration pause = limits.pause();
        long deadline = System.nanoTime() + limits.whole().toNanos();
        for (int attempt = 1;; attempt++) {
            try {
                new Transfer(client, limits, url, part, progress, deadline).run();
                return;
            } catch (Dropped e) {
                if (attempt == limits.attempts()) {
                    throw new IOException(url + ": " + e.getMessage() + " (attempt " + attempt + ", "
                            + part.size() + " bytes kept); run the same command again to go on from there.", e);
                }
            }
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(url + ": interrupted; run the same command again to go on.", e);
            }
            pause = pause.multipliedBy(2);
        }
    }

    /** Reads the part to its end; what is not whole is thrown away, since resuming could not mend it. */
    private static void requireWhole(URI url, PartFile part, Form form) throws IOException {
        String problem = switch (form) {
            case GZIP -> gzipProblem(part);
            case ZIP -> zipProblem(part);
            case TEXT -> "";
        };
        if (!problem.isEmpty()) {
            part.clear();
            throw new IOException("What " + url + " sent " + problem + "; try a mirror with --url.");
        }
    }

    private static String gzipProblem(PartFile part) {
        try (LineSource lines = LineSource.openBytes(part.file())) {
            if (!lines.isGzip()) {
                return "is not a gzip file (it starts with '" + start(lines) + "')";
            }
            while (lines.next() != null) {
                // Only the end matters: gzip checks its own sum there.
            }
            return "";
        } catch (BadInputException e) {
            return "is not whole gzip text (" + e.getMessage() + ")";
        }
    }

    private static String zipProblem(PartFile part) {
        // Read through the list at its end, too, which an archive that is cut off lacks.
        try (ZipFile zip = new ZipFile(part.file().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            return "";
        } catch (IOException e) {
            try (LineSource lines = LineSource.openBytes(part.file())) {
                return "is not a whole ZIP archive (" + e.getMessage() + "; it starts with '" + start(lines) + "')";
            }
        }
    }

    private static String start(LineSource lines) {
        String start = PlainText.shown(Optional.ofNullable(lines.next()).orElse("").strip());
        return start.substring(0, Math.min(30, start.length()));
    }

    private static Path recordOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".fetched.txt");
    }

    private static void writeRecord(Fetched fetched) throws IOException {
        String text = "url " + fetched.url() + "\ntime " + fetched.at() + "\nbytes " + fetched.bytes() + "\nsha256 "
                + fetched.sha256() + "\n";
        AtomicFile.write(recordOf(fetched.file()), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Fetched> earlier(URI url, Path target) throws IOException {
        Path record = recordOf(target);
        if (!Files.exists(record) || !Files.exists(target)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(record, StandardCharsets.UTF_8);
        String sha256 = Sha256.of(target);
        if (lines.size() < 4 || !lines.get(0).equals("url " + url) || !lines.get(3).equals("sha256 " + sha256)) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.parse(lines.get(1).replaceFirst("^time ", ""));
            return Optional.of(new Fetched(url, target, at, Files.size(target), sha256));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
