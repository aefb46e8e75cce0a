package io.github.regretbench.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The rows of a Parquet file in their order, one after the other; the file is not held in memory. */
final class ParquetRows implements AutoCloseable {
    private final Connection connection;
    private final ResultSet rows;
    private final List<String> columns = new ArrayList<>();

    private ParquetRows(Connection connection, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        ResultSetMetaData about = rows.getMetaData();
        for (int i = 1; i <= about.getColumnCount(); i++) {
            columns.add(about.getColumnName(i));
        }
    }

    /** @throws IOException when there is no such file, or it is torn */
    static ParquetRows of(Path file) throws IOException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        streaming.setProperty("threads", "1");
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:", streaming);
            return new ParquetRows(connection, connection.createStatement().executeQuery("SELECT * FROM read_parquet("
                    + ResultStore.quoted(file.toAbsolutePath().toString()) + ")"));
        } catch (SQLException e) {
            IOException torn = torn(e);
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException again) {
                torn.addSuppressed(again);
            }
            throw torn;
        }
    }

    private static IOException torn(SQLException e) {
        return new IOException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""), e);
    }

    /** Names of the columns, in their order. */
    List<String> columns() {
        return columns;
    }

    /** Goes on to the next row; false when there is none. */
    boolean next() throws IOException {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw torn(e);
        }
    }

    /** A cell of the row: a text, an Integer, a Double, or null. */
    Object cell(int column) throws IOException {
        try {
            return rows.getObject(column + 1);
        } catch (SQLException e) {
            throw torn(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw torn(e);
        }
    }
}
