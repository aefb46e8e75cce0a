package io.github.regretbench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Files that appear whole or not at all: written beside the target, flushed to the disk, then renamed over it. */
public final class AtomicFile {
    /** What a file holds. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    private static final Pattern TEMPORARY = Pattern.compile(".*\\.([0-9]{1,18})\\.tmp");

    private AtomicFile() {
    }

    /**
     * Checks that a file of that name can be made, which {@link #write} does too: before work whose result it is to hold.
     *
     * @throws BadInputException when the target is a directory, or its directory does not exist or may not be written to
     */
    public static void requirePlace(Path target) {
        Path directory = target.toAbsolutePath().getParent();
        String problem = null;
        if (Files.isDirectory(target)) {
            problem = "it is a directory; name a file in it";
        } else if (!Files.isDirectory(directory)) {
            problem = Files.exists(directory) ? directory + " is not a directory; choose another"
                    : "its directory does not exist; make it or choose another";
        } else if (!Files.isWritable(directory)) {
            problem = "permission denied in its directory; choose another";
        }
        if (problem != null) {
            throw new BadInputException(target + " cannot be written: " + problem + ".");
        }
    }

    /**
     * Writes {@code content} to {@code target}, gzip when its name ends in .gz. When anything fails, the target is as
     * it was and nothing is left beside it, nor when the process is interrupted; the IOException names the target.
     *
     * @throws BadInputException when the target is no place for a file, see {@link #requirePlace}
     */
    public static void write(Path target, Content content) throws IOException {
        requirePlace(target);
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid()
                + ".tmp");
        temporary.toFile().deleteOnExit();
        clean(temporary.toAbsolutePath().getParent(), "." + target.getFileName() + ".");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
                OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                if (target.toString().endsWith(".gz")) {
                    GZIPOutputStream gzip = new GZIPOutputStream(file);
                    OutputStream buffered = new BufferedOutputStream(gzip, 1 << 16);
                    content.writeTo(buffered);
                    buffered.flush();
                    gzip.finish();
                } else {
                    content.writeTo(file);
                }
                file.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException(target + " cannot be written: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Deletes what killed processes left behind in a directory that this process has for itself: hidden files that were never renamed, unless
     * the process that writes them is alive.
     *
     * @throws IOException when the directory cannot be listed or a file not deleted
     */
    public static void clean(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*.{tmp,part}")) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && !isBeingWritten(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Deletes what killed writers of one file left beside it, in a directory that others may use. */
    private static void clean(Path directory, String prefix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*.tmp")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(prefix) && TEMPORARY.matcher(name).matches() && name.indexOf('.', prefix.length()) == name.lastIndexOf('.')
                        && Files.isRegularFile(file) && !isBeingWritten(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isBeingWritten(Path temporary) {
        Matcher writer = TEMPORARY.matcher(temporary.getFileName().toString());
        return writer.matches() && ProcessHandle.of(Long.parseLong(writer.group(1))).isPresent();
    }
}
