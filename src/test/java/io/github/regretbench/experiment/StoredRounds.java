package io.github.regretbench.experiment;

import io.github.regretbench.PlainDouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a folder's rounds as lines of CSV, the header first, and back. */
public final class StoredRounds {
    private StoredRounds() {
    }

    public static List<String> lines(Path folder) throws IOException {
        try (ParquetRows rows = ParquetRows.of(folder.resolve(ResultFolder.ROUNDS))) {
            List<String> lines = new ArrayList<>(List.of(String.join(",", rows.columns())));
            while (rows.next()) {
                StringJoiner line = new StringJoiner(",");
                for (int column = 0; column < rows.columns().size(); column++) {
                    Object cell = rows.cell(column);
                    line.add(cell == null ? "" : cell instanceof Double number ? PlainDouble.format(number) : cell.toString());
                }
                lines.add(line.toString());
            }
            return lines;
        }
    }

    /** Writes lines of CSV as the rounds of a folder. */
    public static void write(Path folder, List<String> lines) throws IOException {
        Path csv = Files.createTempFile("rounds", ".csv");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = database.createStatement()) {
            Files.write(csv, lines);
            String types = Stream.of(lines.get(0).split(",")).map(name -> "'%s': '%s'".formatted(name, name.equals("policy") ? "VARCHAR"
                    : List.of("trial", "t", "arm", "tied").contains(name) ? "INTEGER" : "DOUBLE")).collect(Collectors.joining(", "));
            statement.execute("SET threads = 1");
            statement.execute("COPY (SELECT * FROM read_csv('%s', header = true, auto_detect = false, columns = {%s})) TO '%s' (FORMAT parquet)"
                    .formatted(csv, types, folder.resolve(ResultFolder.ROUNDS).toString().replace("'", "''")));
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            Files.delete(csv);
        }
    }
}
