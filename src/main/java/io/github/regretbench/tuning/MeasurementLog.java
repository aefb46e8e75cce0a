package io.github.regretbench.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.external.Measurement.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was measured so far: a file to which a line is appended when a program has ended, in any order, so that a kill loses only those that were
 * running. The first line says what was run. Locked while open.
 */
final class MeasurementLog implements Closeable {
    private static final String SCHEMA = "regretbench/measurements/1";
    private static final String FILE = "file ";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What was measured.
     *
     * @param values of the inputs
     * @param seed of the repeat
     */
    record Key(List<String> values, long seed) {
        Key {
            values = List.copyOf(values);
        }

        /** {@code lr=0.1, depth=2, seed=0}. */
        String text(List<String> inputs) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < inputs.size(); j++) {
                text.append(inputs.get(j)).append('=').append(values.get(j)).append(", ");
            }
            return text + Invocation.SEED + "=" + seed;
        }
    }

    /**
     * A log as it is read.
     *
     * @param about what was run, see {@link #about}
     * @param measured what came of it, the last where something was measured again
     * @param length of its whole lines, bytes
     */
    record Contents(Map<String, String> about, Map<Key, Outcome> measured, long length) {
    }

    private final Path file;
    private final FileChannel channel;
    private final Map<Key, Outcome> measured;
    private final Map<Key, Outcome> before;
    private final long lengthBefore;

    private MeasurementLog(Path file, FileChannel channel, Map<Key, Outcome> measured, long length) {
        this.file = file;
        this.channel = channel;
        this.measured = measured;
        this.before = new LinkedHashMap<>(measured);
        this.lengthBefore = length;
    }

    /** What measurements depend on: they are kept together only where it is the same. */
    static Map<String, String> about(Invocation invocation, Map<String, String> files) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("inputs", String.join(" ", invocation.inputs()));
        about.put("command", String.join(" ", invocation.command()));
        about.put("standardInput", String.valueOf(invocation.standardInput()));
        files.forEach((name, sha256) -> about.put(FILE + name, sha256));
        return about;
    }

    /**
     * Opens a log to go on with it, or begins one.
     *
     * @param anew whether what is there is thrown away
     * @throws BadInputException when it is of something else, damaged or in use
     */
    static MeasurementLog open(Path file, Map<String, String> about, boolean anew) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
                throw new OverlappingFileLockException();
            }
            // Through the channel: where any other way to the file is closed, POSIX lets go of the lock.
            Optional<Contents> found = anew ? Optional.empty() : contents(file, Channels.newInputStream(channel).readAllBytes()).filter(contents -> !contents.measured().isEmpty());
            if (found.isEmpty()) {
                channel.truncate(0);
                channel.position(0);
                MeasurementLog log = new MeasurementLog(file, channel, new LinkedHashMap<>(), 0);
                ObjectNode header = JSON.createObjectNode().put("schema", SCHEMA);
                about.forEach(header::put);
                log.append(header);
                return new MeasurementLog(file, channel, new LinkedHashMap<>(), channel.position());
            }
            requireSame(found.get().about(), about, file + " holds measurements of something else: ",
                    "add --overwrite to begin anew, or name another table with --out to keep both");
            channel.truncate(found.get().length());
            channel.position(found.get().length());
            return new MeasurementLog(file, channel, new LinkedHashMap<>(found.get().measured()), found.get().length());
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new BadInputException(file + " is being written by another run; wait for it to end, or name another table with --out.", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** @throws BadInputException that names what differs */
    static void requireSame(Map<String, String> one, Map<String, String> other, String problem, String mend) {
        List<String> keys = new ArrayList<>(one.keySet());
        other.keySet().stream().filter(key -> !one.containsKey(key)).forEach(keys::add);
        for (String key : keys) {
            String a = one.getOrDefault(key, "absent");
            String b = other.getOrDefault(key, "absent");
            if (!a.equals(b)) {
                String what = key.startsWith(FILE) ? key.substring(FILE.length()) + " has changed" : "%s was '%s' and is '%s'".formatted(key, a, b);
                throw new BadInputException(problem + what + "; " + mend);
            }
        }
    }

    /** Reads a log; nothing when there is none, or nothing in it. A line without its end was being written at a kill, and is passed over. */
    static Optional<Contents> read(Path file) throws IOException {
        return Files.exists(file) ? contents(file, Files.readAllBytes(file)) : Optional.empty();
    }

    private static Optional<Contents> contents(Path file, byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] != '\n') {
            length--;
        }
        List<String> lines = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> about = new LinkedHashMap<>();
        JsonNode header = line(file, lines, 0);
        if (!header.path("schema").asText().equals(SCHEMA)) {
            throw new BadInputException("%s is no log of measurements: its first line has no schema %s; name another table with --out, or add "
                    .formatted(file, SCHEMA) + "--overwrite.");
        }
        header.properties().forEach(field -> about.put(field.getKey(), field.getValue().asText()));
        about.remove("schema");
        Map<Key, Outcome> measured = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            JsonNode line = line(file, lines, i);
            List<String> values = new ArrayList<>();
            line.path("values").forEach(value -> values.add(value.asText()));
            measured.put(new Key(values, line.path("seed").asLong()), new Outcome(line.has("value") ? PlainDouble.parse(line.get("value").asText()) : Double.NaN,
                    line.has("exit") ? OptionalInt.of(line.get("exit").asInt()) : OptionalInt.empty(),
                    line.has("problem") ? Optional.of(line.get("problem").asText()) : Optional.empty()));
        }
        return Optional.of(new Contents(about, measured, length));
    }

    private static JsonNode line(Path file, List<String> lines, int i) {
        try {
            JsonNode line = JSON.readTree(lines.get(i));
            if (line.isObject() && (i == 0 || line.path("values").isArray() && line.path("seed").isIntegralNumber()
                    && (line.has("problem") || !Double.isNaN(PlainDouble.parse(line.path("value").asText()))))) {
                return line;
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw new BadInputException("%s, line %d: not a line of a log of measurements; mend it, or add --overwrite to measure anew.".formatted(file,
                i + 1));
    }

    /** What is measured; not to be modified. */
    Map<Key, Outcome> measured() {
        return measured;
    }

    /** Keeps what came of a measurement; it is on the disk when this returns. */
    void add(Key key, Outcome outcome) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        key.values().forEach(line.putArray("values")::add);
        line.put("seed", key.seed());
        if (outcome.problem().isEmpty()) {
            line.put("value", PlainDouble.format(outcome.value()));
        }
        outcome.exitCode().ifPresent(code -> line.put("exit", code));
        outcome.problem().ifPresent(problem -> line.put("problem", problem));
        append(line);
        measured.put(key, outcome);
    }

    private void append(ObjectNode line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Forgets what was added since it was opened. */
    void forgetAdded() throws IOException {
        channel.truncate(lengthBefore);
        channel.position(lengthBefore);
        measured.clear();
        measured.putAll(before);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
