package io.github.regretbench.external;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last bytes of a stream that is read to its end, however long it is. */
final class StreamTail {
    /** A Python traceback fits in; a terminal's height is about what one reads. */
    private static final int KEPT = 2000;

    private final byte[] ring = new byte[KEPT];
    private long count;

    /** Reads the stream to its end. */
    void drain(InputStream in) {
        byte[] buffer = new byte[1 << 13];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // the program is gone, and so is what it might have said
        }
    }

    private synchronized void keep(byte[] buffer, int read) {
        for (int i = Math.max(0, read - KEPT); i < read; i++) {
            ring[(int) ((count + i) % KEPT)] = buffer[i];
        }
        count += read;
    }

    /** What is kept, without blanks at its ends; empty if nothing was written. */
    synchronized String text() {
        int length = (int) Math.min(count, KEPT);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((count - length + i) % KEPT)];
        }
        return (count > KEPT ? "..." : "") + new String(tail, StandardCharsets.UTF_8).strip();
    }
}
