package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.bandit.ExchangeTimes;
import io.github.regretbench.bandit.Step;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The working store of one experiment: a DuckDB file with the tables {@code trial} and {@code round}, written by one process at a
 * time, a whole trial at a time. What {@link #commit} has returned from survives a kill; the rest of a killed run leaves no trace.
 * Any DuckDB client can query it.
 */
public final class ResultStore implements AutoCloseable {
    /** The file's name in the experiment's folder. */
    public static final String FILE = "store.duckdb";
    /** The oldest storage format with a promise to be read by all later versions; DuckDB 2 by itself writes one that no 1.x can read. */
    private static final String STORAGE_VERSION = "v1.0.0";

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS about (key VARCHAR NOT NULL, value VARCHAR NOT NULL)",
            "CREATE TABLE IF NOT EXISTS trial (policy VARCHAR NOT NULL, trial INTEGER NOT NULL, position INTEGER NOT NULL, "
                    + "band_left_at INTEGER NOT NULL, choose_ns BIGINT NOT NULL, update_ns BIGINT NOT NULL, exchange_ns BIGINT, "
                    + "policy_ns BIGINT)",
            "CREATE TABLE IF NOT EXISTS round (policy VARCHAR NOT NULL, trial INTEGER NOT NULL, t INTEGER NOT NULL, "
                    + "arm INTEGER NOT NULL, tied INTEGER NOT NULL, reward DOUBLE NOT NULL, instant_regret DOUBLE NOT NULL, "
                    + "cumulative_regret DOUBLE NOT NULL, best_sampled_regret DOUBLE NOT NULL, recommended_regret DOUBLE NOT NULL, "
                    + "information_gain DOUBLE NOT NULL, innovation DOUBLE NOT NULL, beta DOUBLE, sum_of_widths DOUBLE, largest_beta DOUBLE)");

    /** The name of DuckDB's version among the {@link #contents}. */
    private static final String ENGINE = "engine";
    private static final String FINITE = Stream.of("reward", "instant_regret", "cumulative_regret", "best_sampled_regret", "recommended_regret",
            "information_gain", "innovation", "coalesce(beta, 0)", "coalesce(sum_of_widths, 0)", "coalesce(largest_beta, 0)").map(column -> "isfinite(" + column + ")")
            .collect(Collectors.joining(" AND "));

    /** What the names of policies are preceded by among what trials depend on: policies come and go, and keep their trials. */
    static final String POLICY = "policy ";

    /** A trial of a policy. */
    record Key(String policy, int trial) {
        @Override
        public String toString() {
            return "trial %d of %s".formatted(trial, policy);
        }
    }

    private final Path file;
    private final DuckDBConnection connection;
    private Map<String, String> undeclared = Map.of();
    /** Absent, both, in a store that is only read. */
    private DuckDBAppender trials;
    private DuckDBAppender rounds;

    private ResultStore(Path file, DuckDBConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Opens the store in a folder, making both when they are missing.
     *
     * @param about what results depend on, by name; a store that was made with anything else is refused
     * @throws BadInputException when the folder or the store cannot be used, or holds results of something else
     */
    static ResultStore open(Path folder, Map<String, String> about) {
        Path file = folder.resolve(FILE);
        // Absolute, because DuckDB reads a relative one that begins with :memory: or s3: as something else than a file.
        String url = "jdbc:duckdb:" + file.toAbsolutePath();
        if (url.contains(";")) {
            throw new BadInputException("the results folder %s has a semicolon in its name, which DuckDB cannot open; choose another "
                    .formatted(folder.toAbsolutePath()) + "with --out");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BadInputException("the results folder %s cannot be made (%s); choose another with --out".formatted(folder,
                    reason(e)), e);
        }
        if (!Files.isWritable(folder)) {
            throw new BadInputException("the results folder %s cannot be written to; choose another with --out".formatted(folder));
        }
        for (Path own : List.of(file, folder.resolve(FILE + ".wal"))) {
            if (Files.isSymbolicLink(own)) {
                throw new BadInputException("%s is a link, and a store is written within its folder alone; delete the link or choose another "
                        .formatted(own) + "--out");
            }
        }
        try {
            Properties readable = new Properties();
            readable.setProperty("storage_compatibility_version", STORAGE_VERSION);
            DuckDBConnection connection = (DuckDBConnection) DriverManager.getConnection(url, readable);
            ResultStore store = new ResultStore(file, connection);
            store.statement("SET threads = 1");       // the cores belong to the trials
            for (String table : SCHEMA) {
                store.statement(table);
            }
            store.requireSame(about);
            store.begin();
            return store;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * Opens the store in a folder for {@link #query} alone; several processes may at once, and the file stays as it is.
     *
     * @throws BadInputException when there is none, it cannot be read, or it is being written
     */
    static ResultStore openToRead(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("%s holds no stored trials (%s is missing); make them with `regretbench run`".formatted(folder,
                    FILE));
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try {
            return new ResultStore(file, (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), readOnly));
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * The store of a finished folder, opened to read, after its contents have been held against what was sealed.
     *
     * @throws BadInputException also when they are not what they were
     */
    static ResultStore openSealed(Path folder) {
        ResultStore store = openToRead(folder);
        try {
            store.requireSealed(Manifest.storedContents(folder).orElseThrow(() -> new BadInputException(
                    "%s does not say what %s held when it was sealed; run the experiment again with --overwrite".formatted(
                            folder.resolve(Manifest.FILE), FILE))));
            return store;
        } catch (BadInputException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Holds what the store has now against {@link #contents} of former days.
     *
     * @throws BadInputException when a table is another
     */
    void requireSealed(Map<String, String> sealed) {
        contents().forEach((table, now) -> {
            if (!now.equals(sealed.get(table))) {
                throw new BadInputException(table.equals(ENGINE) ? ("%s was sealed by DuckDB %s and this is %s, whose checksums are others; "
                        + "read it with the version of RegretBench that made it, or play it anew with --overwrite").formatted(file,
                                sealed.get(table), now) : ("%s was changed after it was sealed: its table '%s' is not what it was; run the "
                                        + "experiment again with --overwrite to play its trials anew").formatted(file, table));
            }
        });
    }

    /**
     * What the store holds: per table, the number of rows and the sum of their hashes, whatever the order and the bytes in which they are
     * stored. The hash is DuckDB's, 64 bits per row and ten million rows per second, and may be another in another version.
     */
    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        query("SELECT version()", row -> contents.put(ENGINE, row.getString(1)));
        for (String table : List.of("about", "trial", "round")) {
            query("SELECT count(*) || ' rows, ' || coalesce(sum(hash(whole_row)), 0) FROM " + table + " AS whole_row",
                    row -> contents.put(table, row.getString(1)));
        }
        return contents;
    }

    /**
     * The first trial, by policy and number, that the stores in two folders both have and that is not the same in both, times aside. Rounds
     * are compared by the sums of their hashes, as in {@link #contents}.
     *
     * @throws BadInputException when one cannot be read
     */
    static Optional<Key> firstDiffering(Path one, Path other) {
        String trials = "SELECT policy, trial, position, band_left_at, rounds, hashes FROM %1$s.trial LEFT JOIN (SELECT policy, trial, "
                + "count(*) AS rounds, sum(hash(whole_row)) AS hashes FROM %1$s.round AS whole_row GROUP BY policy, trial) USING (policy, trial)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = connection.createStatement()) {
            if (Files.isSameFile(one.resolve(FILE), other.resolve(FILE))) {
                return Optional.empty();
            }
            statement.execute("SET threads = 1");
            statement.execute(attached(one) + " AS one (READ_ONLY)");
            statement.execute(attached(other) + " AS other (READ_ONLY)");
            try (ResultSet rows = statement.executeQuery(("WITH ours AS (%s), theirs AS (%s) SELECT policy, trial FROM ours JOIN theirs "
                    + "USING (policy, trial) WHERE (ours.position, ours.band_left_at, ours.rounds, ours.hashes) IS DISTINCT FROM (theirs.position, "
                    + "theirs.band_left_at, theirs.rounds, theirs.hashes) ORDER BY policy, trial LIMIT 1")
                            .formatted(trials.formatted("one"), trials.formatted("other")))) {
                return rows.next() ? Optional.of(new Key(rows.getString(1), rows.getInt(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure(other.resolve(FILE), e);
        } catch (IOException e) {
            throw new BadInputException("%s cannot be read: %s".formatted(other.resolve(FILE), reason(e)), e);
        }
    }

    private static String attached(Path folder) {
        return "ATTACH " + quoted(folder.resolve(FILE).toAbsolutePath().toString());
    }

    /** What the stored trials depend on, by name. */
    Map<String, String> about() {
        Map<String, String> stored = new HashMap<>();
        query("SELECT key, value FROM about", row -> stored.put(row.getString(1), row.getString(2)));
        return stored;
    }

    private void requireSame(Map<String, String> about) throws SQLException {
        Map<String, String> stored = about();
        Map<String, String> added = new LinkedHashMap<>();
        Set<String> played = new HashSet<>();
        query("SELECT DISTINCT policy FROM trial", row -> played.add(row.getString(1)));
        for (Map.Entry<String, String> entry : about.entrySet()) {
            String there = stored.get(entry.getKey());
            boolean isNew = entry.getKey().startsWith(POLICY) && !played.contains(entry.getKey().substring(POLICY.length()));
            if (there == null && stored.isEmpty() || isNew) {
                added.put(entry.getKey(), entry.getValue());
            } else if (!entry.getValue().equals(there)) {
                String difference = firstDifference(there == null ? "" : there, entry.getValue());
                connection.close();
                throw new BadInputException(("%s holds results of another %s (%s); %sadd --overwrite to replace them or --out DIR to keep "
                        + "both").formatted(file.getParent(), entry.getKey(), difference,
                                entry.getKey().equals(Laboratory.PART) ? "join shards with `regretbench merge`, "
                                        : entry.getKey().startsWith(POLICY) ? "give this one another 'name', " : ""));
            }
        }
        if (stored.isEmpty()) {
            insert(added);
        } else {
            undeclared = added;
        }
    }

    /** Takes in policies that the store has not had before. A sealed folder is as it was until then. */
    void declare() {
        try {
            if (!undeclared.isEmpty()) {
                trials.close();
                rounds.close();
                statement("COMMIT");
                insert(undeclared);
                undeclared = Map.of();
                begin();
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void insert(Map<String, String> about) throws SQLException {
        if (about.isEmpty()) {
            return;
        }
        statement("BEGIN TRANSACTION");
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM about WHERE key = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO about VALUES (?, ?)")) {
            for (Map.Entry<String, String> entry : about.entrySet()) {
                delete.setString(1, entry.getKey());
                delete.execute();
                insert.setString(1, entry.getKey());
                insert.setString(2, entry.getValue());
                insert.execute();
            }
        }
        statement("COMMIT");
    }

    /** Drops the trials of a policy and what they depended on. */
    void forget(String policy) {
        commit();
        for (String table : List.of("round", "trial")) {
            execute("DELETE FROM " + table + " WHERE policy = " + quoted(policy));
        }
        execute("DELETE FROM about WHERE key = " + quoted(POLICY + policy));
        commit();
    }

    /** Drops everything, as if nothing had been stored. */
    void clear() {
        commit();
        for (String table : List.of("round", "trial", "about")) {
            execute("DELETE FROM " + table);
        }
        commit();
    }

    /** A condition on the rows of an experiment: those of its policies and trials, for a store may have more of both. */
    static String of(Experiment experiment) {
        return experiment.policies().stream().map(player -> quoted(player.name())).collect(Collectors.joining(", ", "policy IN (", ")"))
                + " AND trial < " + experiment.trials();
    }

    /** The first line in which two descriptions differ. */
    static String firstDifference(String stored, String wanted) {
        List<String> before = stored.lines().toList();
        List<String> now = wanted.lines().toList();
        for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
            String a = i < before.size() ? before.get(i).strip() : "nothing";
            String b = i < now.size() ? now.get(i).strip() : "nothing";
            if (!a.equals(b)) {
                return "there: " + a + ", here: " + b;
            }
        }
        return "";
    }

    /**
     * Deletes the store in a folder, if any.
     *
     * @throws BadInputException when another process is using it, or it cannot be deleted
     */
    static void delete(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw inUse(file, null);
            }
            Files.delete(file);
            Files.deleteIfExists(folder.resolve(FILE + ".wal"));
        } catch (IOException e) {
            throw new BadInputException("the results in %s cannot be replaced (%s); delete them or choose another --out"
                    .formatted(folder, reason(e)), e);
        }
    }

    private static BadInputException inUse(Path file, Exception cause) {
        return new BadInputException(file + " is in use by another process; wait for it or choose another --out", cause);
    }

    /**
     * Opens a transaction by statement: after {@code setAutoCommit(false)} the driver opens one only at the next statement, and
     * appenders before it would commit each of their chunks by themselves.
     */
    private void begin() throws SQLException {
        statement("BEGIN TRANSACTION");
        trials = connection.createAppender("trial");
        rounds = connection.createAppender("round");
    }

    private void statement(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The trials that are stored, by policy. */
    Map<String, BitSet> finished() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT policy, trial FROM trial")) {
            Map<String, BitSet> finished = new HashMap<>();
            while (rows.next()) {
                finished.computeIfAbsent(rows.getString(1), p -> new BitSet()).set(rows.getInt(2));
            }
            return finished;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * Adds a finished trial; it is safe after the next {@link #commit}.
     *
     * @throws IllegalArgumentException when a number of it is not finite
     */
    void add(FinishedTrial finished) {
        finished.notFinite().ifPresent(what -> {
            throw new IllegalArgumentException("trial %d of policy %s is not stored: %s".formatted(finished.trial(), finished.policy(), what));
        });
        try {
            trials.beginRow();
            trials.append(finished.policy()).append(finished.trial()).append(finished.position()).append(finished.bandLeftAt())
                    .append(finished.chooseNanos()).append(finished.updateNanos());
            appendOrNull(finished.exchange().map(e -> OptionalLong.of(e.wallNanos())).orElse(OptionalLong.empty()));
            appendOrNull(finished.exchange().map(ExchangeTimes::policyNanos).orElse(OptionalLong.empty()));
            trials.endRow();
            for (Step step : finished.steps()) {
                rounds.beginRow();
                rounds.append(finished.policy()).append(finished.trial()).append(step.t()).append(step.arm()).append(step.tied())
                        .append(step.reward()).append(step.instantRegret()).append(step.cumulativeRegret())
                        .append(step.bestSampledRegret()).append(step.recommendedRegret()).append(step.informationGain())
                        .append(step.innovation());
                appendOrNull(step.beta());
                appendOrNull(step.sumOfWidths());
                appendOrNull(step.largestBeta());
                rounds.endRow();
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void appendOrNull(double value) throws SQLException {
        if (Double.isNaN(value)) {
            rounds.appendNull();
        } else {
            rounds.append(value);
        }
    }

    private void appendOrNull(OptionalLong nanos) throws SQLException {
        if (nanos.isEmpty()) {
            trials.appendNull();
        } else {
            trials.append(nanos.getAsLong());
        }
    }

    /** Makes everything added so far safe. */
    void commit() {
        try {
            trials.close();
            rounds.close();
            statement("COMMIT");
            begin();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * Copies the trials that this store lacks from the one in another folder, times and all; all of them are safe afterwards.
     *
     * @throws BadInputException when the other cannot be read
     */
    void take(Path folder) {
        String lacking = " AS theirs WHERE NOT EXISTS (SELECT 1 FROM trial AS ours WHERE ours.policy = theirs.policy "
                + "AND ours.trial = theirs.trial)";
        try {
            trials.close();
            rounds.close();
            statement("COMMIT");
            statement(attached(folder) + " AS shard (READ_ONLY)");
            statement("BEGIN TRANSACTION");
            statement("INSERT INTO round SELECT * FROM shard.round" + lacking);
            statement("INSERT INTO trial SELECT * FROM shard.trial" + lacking);
            statement("COMMIT");
            statement("DETACH shard");
            begin();
        } catch (SQLException e) {
            throw failure(folder.resolve(FILE), e);
        }
    }

    /**
     * Checks that every recorded round of every trial 0..trials-1 is there, all its numbers finite.
     *
     * @throws BadInputException when some are not
     */
    void requireRounds(Experiment experiment) {
        long expected = (long) experiment.policies().size() * experiment.trials() * experiment.recordedRounds().cardinality();
        long[] found = new long[1];
        query("SELECT count(*) FROM round WHERE " + of(experiment), row -> found[0] = row.getLong(1));
        if (found[0] != expected) {
            throw new BadInputException("%s holds %d of the %d rounds of its experiment; delete it or add --overwrite to compute it anew"
                    .formatted(file, found[0], expected));
        }
        query("SELECT policy, trial, t FROM round WHERE NOT (" + FINITE + ") ORDER BY ALL LIMIT 1", row -> {
            throw new BadInputException("%s holds a number that is not finite (policy %s, trial %d, round %d); add --overwrite to compute it anew"
                    .formatted(file, row.getString(1), row.getInt(2), row.getInt(3)));
        });
    }

    /** Something to do with the rows of a query. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Runs a query, its question marks bound to the values, and hands over its rows one by one. */
    void query(String sql, RowReader reader, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Runs a statement without results, such as COPY. */
    void execute(String sql) {
        try {
            statement(sql);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Lets go of the file. What was added since the last {@link #commit} is dropped: after a failure it may be half a trial. */
    @Override
    public void close() {
        try (connection) {
            if (trials != null) {
                trials.close();
                rounds.close();
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** A text as SQL writes it, for what cannot be bound: files to copy, lists of names. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static BadInputException failure(Path file, SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (message.contains("Could not set lock")) {
            return inUse(file, e);
        }
        if (message.contains("Permission denied")) {
            return new BadInputException(file + " cannot be read and written: permission denied; choose another --out", e);
        }
        if (message.contains("No space left") || message.contains("could not write") || message.contains("Could not write")) {
            return new BadInputException(file + " cannot be written: the disk is full or out of reach; free some space and run the same "
                    + "command again, finished trials are kept", e);
        }
        return new BadInputException(file + " cannot be used (" + message + "); delete it or add --overwrite to compute it anew", e);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
