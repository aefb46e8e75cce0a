package io.github.regretbench.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The first difference between a stored file and the same file made again, in words. */
final class FileDifference {
    /** Columns that say which row it is. */
    private static final List<String> KEYS = List.of("cell", "policy", "trial", "t", "claim", "check", "test", "window");

    private final BufferedReader stored;
    private final BufferedReader made;
    private int line;

    private FileDifference(BufferedReader stored, BufferedReader made) {
        this.stored = stored;
        this.made = made;
    }

    /** Nothing when every byte agrees. */
    static Optional<String> between(Path stored, Path made) throws IOException {
        long at = Files.mismatch(stored, made);
        if (at < 0) {
            return Optional.empty();
        }
        String bytes = "from byte %d on".formatted(at);
        if (stored.toString().endsWith(".parquet")) {
            return Optional.of(bytes);
        }
        try (BufferedReader one = lines(stored); BufferedReader other = lines(made)) {
            return Optional.of(new FileDifference(one, other).first().orElse(bytes + ", in the compression alone: the text is the same"));
        }
    }

    /** Every byte is a character, so that none is unreadable. */
    private static BufferedReader lines(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new BufferedReader(new InputStreamReader(file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in,
                    StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            in.close();
            return new BufferedReader(new InputStreamReader(InputStream.nullInputStream(), StandardCharsets.ISO_8859_1));
        }
    }

    private Optional<String> first() throws IOException {
        String header = null;
        while (true) {
            line++;
            String before;
            try {
                before = stored.readLine();
            } catch (IOException e) {
                return Optional.of("the stored file is torn in line %d".formatted(line));
            }
            String now = made.readLine();
            if (before == null && now == null) {
                return Optional.empty();
            }
            if (before == null || now == null) {
                return Optional.of("the %s file ends before line %d".formatted(before == null ? "stored" : "new", line));
            }
            if (!before.equals(now)) {
                return Optional.of(header != null && header.contains(",") ? cell(header.split(","), before.split(",", -1),
                        now.split(",", -1)) : "line %d is '%s' there and '%s' now".formatted(line, before, now));
            }
            header = header == null ? before : header;
        }
    }

    private String cell(String[] header, String[] before, String[] now) {
        if (before.length != header.length || now.length != header.length) {
            return "line %d has %d cells there and %d now, where the header has %d".formatted(line, before.length, now.length,
                    header.length);
        }
        int column = Arrays.mismatch(before, now);
        String row = Stream.iterate(0, i -> i < header.length, i -> i + 1).filter(i -> KEYS.contains(header[i]))
                .map(i -> header[i] + " " + before[i]).collect(Collectors.joining(", "));
        return "line %d (%s): %s is %s there and %s now".formatted(line, row, header[column], before[column], now[column]);
    }
}
