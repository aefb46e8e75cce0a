package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The lines of a UTF-8 file, plain or gzip (told by its first two bytes, not by its name), and the number of the line
 * in hand. Whatever prevents reading becomes a {@link BadInputException} that names the file and the line.
 */
final class LineSource implements Closeable {
    /** Longer lines are taken for a file that is not text; the widest real table has lines of some kilobytes. */
    private static final int LONGEST_LINE = 4_000_000;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final boolean gzip;
    private final Reader reader;
    private final char[] buffer = new char[BUFFER];
    private int position;
    private int limit;
    private long line;
    private boolean lastLineIsWhole = true;

    private LineSource(Path file, boolean gzip, Reader reader) {
        this.file = file;
        this.gzip = gzip;
        this.reader = reader;
    }

    /** Opens a UTF-8 file. Throws BadInputException when it is missing, a directory, unreadable or not whole gzip. */
    static LineSource open(Path file) {
        return open(file, StandardCharsets.UTF_8.newDecoder());
    }

    /** The lines of a table that comes with the program. */
    static LineSource of(ShippedTable table) {
        return new LineSource(Path.of(table.fileName()), false, new InputStreamReader(table.open(), StandardCharsets.UTF_8.newDecoder()));
    }

    /** Opens a file as {@link #open} does but takes any byte for a character, so that a garbled line is only a line. */
    static LineSource openBytes(Path file) {
        return open(file, StandardCharsets.ISO_8859_1.newDecoder());
    }

    private static LineSource open(Path file, CharsetDecoder decoder) {
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + " is a directory; name a file in it.");
        }
        if (!Files.exists(file)) {
            throw new BadInputException(file + " does not exist; check the path.");
        }
        InputStream raw = null;
        try {
            raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            boolean gzip = startsLikeGzip(raw);
            InputStream bytes = gzip ? new GZIPInputStream(raw, BUFFER) : raw;
            return new LineSource(file, gzip, new InputStreamReader(bytes, decoder));
        } catch (IOException e) {
            closeAfterFailure(raw);
            throw unreadable(file, 0, e);
        }
    }

    /**
     * Opens the first entry of a ZIP archive whose name, without folders, matches; {@code named} names it in messages. Throws BadInputException
     * when there is none.
     */
    static LineSource openEntry(Path zip, String pattern, String named) {
        ZipInputStream archive = null;
        try {
            archive = new ZipInputStream(new BufferedInputStream(Files.newInputStream(zip), BUFFER));
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (name.matches(pattern)) {
                    return new LineSource(Path.of(zip + "!" + named), false, new InputStreamReader(archive, StandardCharsets.UTF_8.newDecoder()));
                }
            }
        } catch (IOException e) {
            closeAfterFailure(archive);
            throw unreadable(zip, 0, e);
        }
        closeAfterFailure(archive);
        throw new BadInputException(zip + ": the archive has no " + named + "; check that it is the right one.");
    }

    private static boolean startsLikeGzip(InputStream raw) throws IOException {
        raw.mark(2);
        boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return gzip;
    }

    private static void closeAfterFailure(InputStream raw) {
        try {
            if (raw != null) {
                raw.close();
            }
        } catch (IOException ignored) {
            // The failure that brought us here is the one to report.
        }
    }

    /** Whether the file is compressed. */
    boolean isGzip() {
        return gzip;
    }

    /** The next line without its line break (LF or CR LF), or null at the end. */
    String next() {
        StringBuilder text = null;
        while (true) {
            if (position == limit && !fill()) {
                lastLineIsWhole = text == null && lastLineIsWhole;
                return text == null ? null : counted(text.toString());
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit && text == null) {
                String whole = new String(buffer, position, end - position);
                position = end + 1;
                return counted(whole);
            }
            text = text == null ? new StringBuilder() : text;
            text.append(buffer, position, end - position);
            position = Math.min(end + 1, limit);
            if (end < limit) {
                return counted(text.toString());
            }
            if (text.length() > LONGEST_LINE) {
                throw new BadInputException(file + ", line " + (line + 1) + ": longer than " + LONGEST_LINE
                        + " characters, so this is hardly a text table; check the file.");
            }
        }
    }

    private boolean fill() {
        try {
            position = 0;
            limit = Math.max(0, reader.read(buffer, 0, BUFFER));
            return limit > 0;
        } catch (IOException e) {
            throw unreadable(file, line, e);
        }
    }

    private String counted(String text) {
        line++;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** False once the last line has been returned and no line break ended it: the sign of a file cut off. */
    boolean lastLineIsWhole() {
        return lastLineIsWhole;
    }

    /** An error about the line last returned: file, line, then {@code what}, one sentence. */
    BadInputException bad(String what) {
        return new BadInputException(file + ", line " + line + ": " + what);
    }

    /** An error about a line by its number. */
    BadInputException badAt(long number, String what) {
        return new BadInputException(file + ", line " + number + ": " + what);
    }

    /** An error about the file as a whole. */
    BadInputException badFile(String what) {
        return new BadInputException(file + ": " + what);
    }

    private static BadInputException unreadable(Path file, long line, IOException e) {
        String where = file + (line == 0 ? ": " : ", after line " + line + ": ");
        if (e instanceof EOFException || e instanceof ZipException) {
            return new BadInputException(where + "the compressed data are cut off or damaged (" + e.getMessage()
                    + "); copy or download the file again.", e);
        }
        if (e instanceof CharacterCodingException) {
            return new BadInputException(where + "not UTF-8 text; save the file as UTF-8.", e);
        }
        if (e instanceof AccessDeniedException) {
            return new BadInputException(where + "permission denied; make the file readable.", e);
        }
        return new BadInputException(where + "cannot be read (" + e.getMessage() + ").", e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException ignored) {
            // Everything asked for has been read.
        }
    }
}
