package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import io.github.regretbench.data.CsvCells;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first difference between a stored file and the same file made again, in words. */
final class FileDifference {
    /** Columns that say which row it is. */
    private static final List<String> KEYS = List.of("cell", "policy", "trial", "t", "claim", "check", "test", "window");

    private final Lines stored;
    private final Lines made;
    private int line;

    /** The lines of a file, or the rows of a table as lines of cells with commas between them. */
    private interface Lines extends Closeable {
        /** Null after the last one. */
        String next() throws IOException;
    }

    private FileDifference(Lines stored, Lines made) {
        this.stored = stored;
        this.made = made;
    }

    /** Nothing when every byte agrees. */
    static Optional<String> between(Path stored, Path made) throws IOException {
        long at = Files.mismatch(stored, made);
        if (at < 0) {
            return Optional.empty();
        }
        try (Lines one = lines(stored); Lines other = lines(made)) {
            return Optional.of(new FileDifference(one, other).first()
                    .orElse("from byte %d on, in the way of writing alone: the content is the same".formatted(at)));
        }
    }

    private static Lines lines(Path file) throws IOException {
        if (file.toString().endsWith(".parquet")) {
            return new Rows(file);
        }
        // Every byte is a character, so that none is unreadable.
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        return new Lines() {
            @Override
            public String next() throws IOException {
                return reader.readLine();
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    /** A Parquet file, its header first. */
    private static final class Rows implements Lines {
        private final Path file;
        private ParquetRows rows;

        Rows(Path file) {
            this.file = file;
        }

        @Override
        public String next() throws IOException {
            if (rows == null) {
                rows = ParquetRows.of(file);
                return String.join(",", rows.columns());
            }
            if (!rows.next()) {
                return null;
            }
            StringBuilder cells = new StringBuilder();
            for (int column = 0; column < rows.columns().size(); column++) {
                Object cell = rows.cell(column);
                cells.append(column == 0 ? "" : ",").append(cell == null ? "" : cell instanceof Double number ? PlainDouble.format(number) : cell);
            }
            return cells.toString();
        }

        @Override
        public void close() throws IOException {
            if (rows != null) {
                rows.close();
            }
        }
    }

    private Optional<String> first() throws IOException {
        String header = null;
        while (true) {
            line++;
            String before;
            try {
                before = stored.next();
            } catch (IOException e) {
                return Optional.of("the stored file is torn in line %d".formatted(line));
            }
            String now = made.next();
            if (before == null && now == null) {
                return Optional.empty();
            }
            if (before == null || now == null) {
                return Optional.of("the %s file ends before line %d".formatted(before == null ? "stored" : "new", line));
            }
            if (!before.equals(now)) {
                return Optional.of(header != null && header.contains(",") ? cell(cells(header), cells(before),
                        cells(now)) : "line %d is '%s' there and '%s' now".formatted(line, before, now));
            }
            header = header == null ? before : header;
        }
    }

    private static String[] cells(String line) {
        return CsvCells.split(line, ',').orElse(List.of(line)).toArray(String[]::new);
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
