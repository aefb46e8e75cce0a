package io.github.regretbench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Files that appear whole or not at all: written beside the target, flushed to the disk, then renamed over it. */
public final class AtomicFile {
    /** What a file holds. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {
    }

    /**
     * Writes {@code content} to {@code target}, gzip when its name ends in .gz. When anything fails, the target is as
     * it was and nothing is left beside it; the IOException names the target.
     */
    public static void write(Path target, Content content) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid()
                + ".tmp");
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
        } catch (NoSuchFileException e) {
            throw new IOException(target + " cannot be written: its directory does not exist.", e);
        } catch (IOException e) {
            throw new IOException(target + " cannot be written: " + e.getMessage() + ".", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
