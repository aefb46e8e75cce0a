package io.github.regretbench.export;

import static io.github.regretbench.experiment.ResultStore.quoted;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.experiment.ResultFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Results as three tables in which a row is one observation and a column one quantity, what R's tidyverse and pandas work on. Cells are
 * copied as they are stored, and an empty one means that there is no value. What a column is stands in {@code datapackage.json}
 * (Frictionless Data), beside the CSV files; Parquet files have types and the schema's name themselves.
 */
final class TidyTables {
    static final String SCHEMA = "regretbench/tidy/1";

    private static final Column EXPERIMENT = new Column("experiment", Type.TEXT, "", "name of the experiment");
    private static final Column POLICY = new Column("policy", Type.TEXT, "", "name of the policy in the experiment");
    private static final Column ROUND = new Column("t", Type.WHOLE, "", "round, from 1");
    private static final String OBJECTIVE = "unit of the objective";
    private static final String NATS = "nats";

    private static final List<Table> TABLES = List.of(
            new Table("rounds", ResultFolder.ROUNDS, List.of("experiment", "policy", "trial", "t"), List.of(EXPERIMENT, POLICY,
                    new Column("trial", Type.WHOLE, "", "trial, from 0; a trial has the same objective and noise for every policy"), ROUND,
                    new Column("arm", Type.WHOLE, "", "index of the arm played, x_t, from 0"),
                    new Column("tied", Type.WHOLE, "", "how many arms had the highest score, the played one included"),
                    new Column("reward", Type.NUMBER, OBJECTIVE, "y_t = f(x_t) + noise"),
                    new Column("instant_regret", Type.NUMBER, OBJECTIVE, "r_t = f(x*) - f(x_t)"),
                    new Column("cumulative_regret", Type.NUMBER, OBJECTIVE, "R_t = r_1 + ... + r_t"),
                    new Column("best_sampled_regret", Type.NUMBER, OBJECTIVE, "least of r_1, ..., r_t"),
                    new Column("recommended_regret", Type.NUMBER, OBJECTIVE, "regret of the arm with the highest posterior mean"),
                    new Column("information_gain", Type.NUMBER, NATS, "I(y_1, ..., y_t; f), observations before round 1 included"),
                    new Column("innovation", Type.NUMBER, "", "(y_t - mean) / standard deviation of y_t as the model foresaw them"),
                    new Column("beta", Type.NUMBER, "", "squared multiplier beta_t; empty for rules without one"),
                    new Column("sum_of_widths", Type.NUMBER, OBJECTIVE,
                            "sum over s <= t of 2 sqrt(beta_s) sigma_(s-1)(x_s); empty likewise"),
                    new Column("largest_beta", Type.NUMBER, "", "largest of beta_1, ..., beta_t, recorded or not; empty likewise"))),
            new Table("curves", ResultFolder.CURVES, List.of("experiment", "policy", "t"), List.of(EXPERIMENT, POLICY, ROUND,
                    new Column("mean_average_regret", Type.NUMBER, OBJECTIVE, "mean of R_t / t over trials"),
                    new Column("lower", Type.NUMBER, OBJECTIVE, "lower end of its confidence interval, pointwise; empty for one trial"),
                    new Column("upper", Type.NUMBER, OBJECTIVE, "upper end; empty for one trial"))),
            new Table("summary", ResultFolder.SUMMARY, List.of("experiment", "policy"), summary()));

    /** A type, in Frictionless' words and in SQL's. */
    private enum Type {
        TEXT("string", "VARCHAR"), WHOLE("integer", "INTEGER"), NUMBER("number", "DOUBLE");

        private final String word;
        private final String sql;

        Type(String word, String sql) {
            this.word = word;
            this.sql = sql;
        }
    }

    private record Column(String name, Type type, String unit, String description) {
    }

    private record Table(String name, String file, List<String> key, List<Column> columns) {
        /** The rows of all results, the experiment's name first; numbers in CSV files as numbers or, {@code asText}, as they are written. */
        String rows(List<ResultFolder> results, boolean asText) {
            List<String> selects = new ArrayList<>();
            for (ResultFolder result : results) {
                String path = quoted(result.path().resolve(file).toAbsolutePath().toString());
                selects.add("SELECT " + quoted(result.experiment().name()) + " AS experiment, * FROM "
                        + (isParquet() ? "read_parquet(" + path + ")" : "read_csv(" + path + ", header = true, delim = ',', quote = '', "
                                + "auto_detect = false, columns = {" + types(asText) + "})"));
            }
            return String.join(" UNION ALL ", selects);
        }

        private String types(boolean asText) {
            return columns.stream().filter(c -> !c.equals(EXPERIMENT))
                    .map(c -> quoted(c.name()) + ": '" + (asText ? Type.TEXT : c.type()).sql + "'").collect(Collectors.joining(", "));
        }

        /** The long table is stored in Parquet, and compressed as CSV. */
        boolean isParquet() {
            return file.endsWith(".parquet");
        }

        String csv() {
            return name + (isParquet() ? ".csv.gz" : ".csv");
        }
    }

    private TidyTables() {
    }

    private static List<Column> summary() {
        List<Column> columns = new ArrayList<>(List.of(EXPERIMENT, POLICY, new Column("trials", Type.WHOLE, "", "N, trials per policy"),
                new Column("independent_pieces", Type.WHOLE, "", "N of the intervals: trials, distinct objectives or blocks of them"),
                new Column("rounds", Type.WHOLE, "", "T, rounds per trial")));
        for (Column mean : List.of(new Column("average_regret", Type.NUMBER, OBJECTIVE, "mean of R_T / T over trials"),
                new Column("best_sampled_regret", Type.NUMBER, OBJECTIVE, "mean regret of the best arm sampled in T rounds"),
                new Column("recommended_regret", Type.NUMBER, OBJECTIVE, "mean regret of the arm recommended after T rounds"),
                new Column("information_gain", Type.NUMBER, NATS, "mean of I(y_1, ..., y_T; f)"))) {
            columns.add(mean);
            columns.add(new Column(mean.name() + "_lower", Type.NUMBER, mean.unit(),
                    "lower end of its confidence interval; empty for one trial"));
            columns.add(new Column(mean.name() + "_upper", Type.NUMBER, mean.unit(), "upper end; empty for one trial"));
        }
        return columns;
    }

    /** Numbers of CSV files are copied as text, so that not a digit changes; those of Parquet files get as many digits as tell them apart. */
    static void writeCsv(List<ResultFolder> results, Path directory) throws IOException {
        List<Map<String, Object>> resources = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Table table : TABLES) {
                copy(database, table.rows(results, true), directory.resolve(table.csv()),
                        "FORMAT csv, HEADER" + (table.isParquet() ? ", COMPRESSION gzip" : ""));
                resources.add(resource(table));
            }
        } catch (SQLException e) {
            throw unusable(results, directory, e);
        }
        Map<String, Object> dictionary = new LinkedHashMap<>();
        dictionary.put("name", "regretbench");
        dictionary.put("profile", "tabular-data-package");
        dictionary.put("schemaVersion", SCHEMA);
        dictionary.put("resources", resources);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        String json = new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(dictionary);
        AtomicFile.write(directory.resolve("datapackage.json"), out -> out.write((json + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    static void writeParquet(List<ResultFolder> results, Path directory) throws IOException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            for (Table table : TABLES) {
                copy(database, table.rows(results, false), directory.resolve(table.name() + ".parquet"),
                        "FORMAT parquet, COMPRESSION zstd, KV_METADATA {schema: " + quoted(SCHEMA) + "}");
            }
        } catch (SQLException e) {
            throw unusable(results, directory, e);
        }
    }

    private static void copy(Connection database, String rows, Path file, String format) throws SQLException, IOException {
        try (Statement statement = database.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("COPY (" + rows + ") TO " + quoted(file.toAbsolutePath().toString()) + " (" + format + ")");
        }
        if (!Files.exists(file)) {
            throw new IOException(file + " was not written");
        }
    }

    /** The tables themselves were held against their seal before; most often it is the place of the copy that is at fault. */
    private static BadInputException unusable(List<ResultFolder> results, Path directory, SQLException e) throws IOException {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left")) {
            throw new IOException(directory + " cannot be written: No space left on device", e);
        }
        return new BadInputException("the tables of %s cannot be copied to %s (%s)".formatted(results.stream().map(r -> r.path().toString())
                .collect(Collectors.joining(", ")), directory, message.lines().findFirst().orElse("")), e);
    }

    private static Map<String, Object> resource(Table table) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Column column : table.columns()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", column.name());
            field.put("type", column.type().word);
            field.put("description", column.description());
            if (!column.unit().isEmpty()) {
                field.put("unit", column.unit());
            }
            fields.add(field);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("fields", fields);
        schema.put("missingValues", List.of(""));
        schema.put("primaryKey", table.key());
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", table.name());
        resource.put("path", table.csv());
        resource.put("profile", "tabular-data-resource");
        resource.put("encoding", "utf-8");
        if (table.isParquet()) {
            resource.put("compression", "gz");
        }
        resource.put("schema", schema);
        return resource;
    }
}
