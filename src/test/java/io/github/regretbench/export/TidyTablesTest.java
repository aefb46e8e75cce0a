package io.github.regretbench.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.experiment.StoredRounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The tables hold what is stored, to the character in CSV and to the bit in Parquet, and say what every column is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidyTablesTest {
    @TempDir
    static Path temporary;
    private List<ResultFolder> results;
    private Path csv;
    private Path parquet;

    @BeforeAll
    void export() throws IOException {
        // A quote in the path: it is part of SQL statements.
        Path folder = temporary.resolve("it's");
        results = List.of(SmallResults.run(SmallResults.YAML, folder.resolve("one")),
                SmallResults.run(SmallResults.YAML.replace("name: small", "name: single").replace("trials: 16", "trials: 1"),
                        folder.resolve("two")));
        Export.write(results, Set.of(Format.CSV, Format.PARQUET), folder.resolve("out"));
        csv = folder.resolve("out/csv");
        parquet = folder.resolve("out/parquet");
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static List<String> stored(ResultFolder result, String file) throws IOException {
        return file.equals("rounds.csv.gz") ? StoredRounds.lines(result.path()) : lines(result.path().resolve(file));
    }

    /** The line with its numbers in their shortest form: DuckDB writes 0.0 for 0. */
    private static String shortest(String line) {
        return Stream.of(line.split(",", -1)).map(cell -> Double.isNaN(PlainDouble.parse(cell)) ? cell : PlainDouble.format(PlainDouble.parse(
                cell))).collect(Collectors.joining(","));
    }

    @Test
    void rowsAreTheStoredOnesWithTheExperimentsName() throws IOException {
        for (String file : List.of("rounds.csv.gz", "curves.csv", "summary.csv")) {
            List<String> expected = new ArrayList<>();
            expected.add("experiment," + stored(results.get(0), file).get(0));
            for (ResultFolder result : results) {
                stored(result, file).stream().skip(1).forEach(row -> expected.add(result.experiment().name() + "," + row));
            }
            assertThat(lines(csv.resolve(file)).stream().map(line -> file.equals("rounds.csv.gz") ? shortest(line) : line).toList())
                    .isEqualTo(expected);
        }
        assertThat(lines(csv.resolve("rounds.csv.gz"))).hasSize(1 + 17 * 4 * 23);
    }

    @Test
    void theDictionaryDescribesEveryColumnOfEveryTable() throws IOException {
        JsonNode dictionary = new ObjectMapper().readTree(csv.resolve("datapackage.json").toFile());
        assertThat(dictionary.get("schemaVersion").asText()).isEqualTo("regretbench/tidy/1");
        assertThat(dictionary.get("resources")).hasSize(3);
        for (JsonNode table : dictionary.get("resources")) {
            List<String> header = List.of(lines(csv.resolve(table.get("path").asText())).get(0).split(","));
            assertThat(table.get("schema").get("fields")).extracting(field -> field.get("name").asText()).isEqualTo(header);
            assertThat(table.get("schema").get("fields")).allMatch(field -> !field.get("description").asText().isBlank()
                    && Set.of("string", "integer", "number").contains(field.get("type").asText()));
            table.get("schema").get("primaryKey").forEach(key -> assertThat(header).contains(key.asText()));
        }
    }

    @Test
    void parquetHasTypesTheSameBitsAndTheSchema() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = database.createStatement()) {
            for (String table : List.of("rounds", "curves", "summary")) {
                String file = "'" + parquet.resolve(table + ".parquet").toString().replace("'", "''") + "'";
                Path plain = csv.resolve(table + (table.equals("rounds") ? ".csv.gz" : ".csv"));
                String source = "'" + plain.toString().replace("'", "''") + "'";
                assertThat(cell(statement, "SELECT count(*) FROM ((FROM " + file + ") EXCEPT ALL (FROM read_csv(" + source + ")))"))
                        .isEqualTo("0");
                assertThat(cell(statement, "SELECT count(*) FROM " + file)).isEqualTo(cell(statement, "SELECT count(*) FROM " + source));
                assertThat(cell(statement, "SELECT decode(value) FROM parquet_kv_metadata(" + file + ") WHERE decode(key) = 'schema'"))
                        .isEqualTo("regretbench/tidy/1");
            }
            String rounds = "'" + parquet.resolve("rounds.parquet").toString().replace("'", "''") + "'";
            assertThat(cell(statement, "SELECT typeof(experiment) || ' ' || typeof(t) || ' ' || typeof(reward) || ' ' || typeof(beta) FROM "
                    + rounds + " WHERE policy = 'gp-ucb' LIMIT 1")).isEqualTo("VARCHAR INTEGER DOUBLE DOUBLE");
            assertThat(cell(statement, "SELECT count(beta) FROM " + rounds + " WHERE policy = 'random'")).isEqualTo("0");
        }
    }

    private static String cell(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
