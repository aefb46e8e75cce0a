package io.github.regretbench.data;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The bytes of a download so far, in {@code <target>.part}, and in {@code <target>.part.txt} which version of which URL
 * they belong to. Locked while open, so that two downloads never write the same file.
 */
final class PartFile implements Closeable {
    /**
     * What the bytes are a part of.
     *
     * @param validator the server's ETag or Last-Modified, or "" when it gave none
     * @param total length of the whole, bytes, or -1 when unknown
     */
    record Version(URI url, String validator, long total) {
    }

    private final Path file;
    private final Path note;
    private final FileChannel channel;
    private Version version;

    private PartFile(Path file, Path note, FileChannel channel) {
        this.file = file;
        this.note = note;
        this.channel = channel;
    }

    /**
     * Opens what an earlier attempt at {@code url} left, or an empty part. Throws IOException when another download has
     * it open.
     */
    static PartFile open(Path target, URI url) throws IOException {
        Path file = target.resolveSibling(target.getFileName() + ".part");
        Path note = target.resolveSibling(target.getFileName() + ".part.txt");
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written; check the directory and its permissions.", e);
        }
        try {
            // A byte beyond any content: where locks are mandatory, the content stays readable.
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
                throw new OverlappingFileLockException();
            }
            PartFile part = new PartFile(file, note, channel);
            part.version = part.readNote();
            if (part.version == null || !part.version.url().equals(url)) {
                part.clear();
            }
            return part;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(file + " is being written by another download; wait for it to end.", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private Version readNote() throws IOException {
        if (!Files.exists(note)) {
            return null;
        }
        try {
            List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
            return lines.size() < 3 ? null
                    : new Version(URI.create(lines.get(0)), lines.get(1), Long.parseLong(lines.get(2)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Which version the bytes belong to, or null when there are none. */
    Version version() {
        return version;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Forgets all bytes; those to come belong to {@code version}. */
    void restart(Version fresh) throws IOException {
        clear();
        Files.writeString(note, fresh.url() + "\n" + fresh.validator() + "\n" + fresh.total() + "\n");
        version = fresh;
    }

    /** Forgets all bytes. */
    void clear() throws IOException {
        channel.truncate(0);
        Files.deleteIfExists(note);
        version = null;
    }

    void append(byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        long position = channel.size();
        try {
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Where the bytes are. */
    Path file() {
        return file;
    }

    /** Flushes the bytes to the disk, so that a rename cannot outrun them. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Lets go of the file; an empty part leaves nothing behind. */
    @Override
    public void close() throws IOException {
        boolean empty = channel.size() == 0;
        channel.close();
        if (empty) {
            Files.deleteIfExists(file);
        }
        if (!Files.exists(file)) {
            Files.deleteIfExists(note);
        }
    }
}
