package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Stores whose contents a test changes. */
final class EditedStore {
    private EditedStore() {
    }

    /** Runs statements of SQL in a folder's store, as anybody can. */
    static void edit(Path folder, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve(ResultStore.FILE));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The same, and seals the folder as if the trials had been played so: by another program, for example. */
    static void editAndSeal(Path folder, String... statements) throws SQLException, IOException {
        edit(folder, statements);
        Path manifest = folder.resolve(Manifest.FILE);
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
        try (ResultStore store = ResultStore.openToRead(folder)) {
            ((ObjectNode) tree.get("run")).set("store", new ObjectMapper().valueToTree(store.contents()));
        }
        Files.write(manifest, new ObjectMapper().writeValueAsBytes(tree));
        Seal.find(folder).orElseThrow().and(folder, List.of(Manifest.FILE)).write(folder);
    }
}
