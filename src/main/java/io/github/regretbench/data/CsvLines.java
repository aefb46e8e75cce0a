package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lines of cells as others write them: comma, semicolon or tab between the cells, told from the first line or named there by {@code sep=;};
 * quoted cells; LF, CR LF or CR; a byte order mark; blank lines, which are passed over.
 */
final class CsvLines implements AutoCloseable {
    private static final String SEPARATOR_LINE = "sep=";

    private final LineSource source;
    private final String comment;
    private final Deque<String> split = new ArrayDeque<>();
    private long number;
    private char separator;

    private CsvLines(LineSource source, String comment) {
        this.source = source;
        this.comment = comment;
    }

    /** Opens a file; lines that begin with {@code comment} are passed over unless it is empty. */
    static CsvLines open(Path file, String comment) {
        return new CsvLines(LineSource.open(file), comment);
    }

    /** The lines of a table that comes with the program. */
    static CsvLines of(ShippedTable table) {
        return new CsvLines(LineSource.of(table), "");
    }

    /** The cells of the next line that has any, or null at the end. */
    List<String> next() {
        for (String line = line(); line != null; line = line()) {
            String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
            boolean named = number == 1 && text.startsWith(SEPARATOR_LINE) && text.length() == SEPARATOR_LINE.length() + 1;
            if (named) {
                separator = text.charAt(SEPARATOR_LINE.length());
            } else if (!text.isBlank() && (comment.isEmpty() || !text.startsWith(comment))) {
                List<String> cells = cells(text);
                if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {     // spreadsheets write lines of nothing but separators
                    return cells;
                }
            }
        }
        return null;
    }

    /** One line, which no LF ends on old Macs. */
    private String line() {
        if (split.isEmpty()) {
            String line = source.next();
            if (line == null) {
                return null;
            }
            split.addAll(List.of(line.split("\r", -1)));
        }
        number++;
        return split.poll();
    }

    private List<String> cells(String line) {
        if (separator == 0) {
            separator = separator(line);
        }
        // Closing the open quote tells the column that it begins in.
        return CsvCells.split(line, separator).orElseThrow(() -> bad("column " + CsvCells.split(line + '"', separator).orElseThrow().size()
                + ": a quote is not closed; close it on the same line.")).stream().map(String::strip).toList();
    }

    /** Tab, semicolon or comma, whichever is most frequent outside quotes. */
    private static char separator(String line) {
        String bare = line.replaceAll("\"[^\"]*\"", "");
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {'\t', ';', ','}) {
            long count = bare.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    /** The number of the line last returned, from 1. */
    long number() {
        return number;
    }

    /** False once the last line has been returned and no line break ended it: the sign of a file cut off. */
    boolean lastLineIsWhole() {
        return source.lastLineIsWhole();
    }

    /** An error about the line last returned. */
    BadInputException bad(String what) {
        return source.badAt(number, what);
    }

    /** An error about the file. */
    BadInputException badFile(String what) {
        return source.badFile(what);
    }

    @Override
    public void close() {
        source.close();
    }
}
