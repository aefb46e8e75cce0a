package io.github.regretbench.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tables of real trainings that come with the program: one row per configuration, the columns of the inputs, then r0 to r9, one per split of
 * the data. {@code tables.README.txt} beside them says how they were made.
 */
public enum ShippedTable {
    /** Digits of 1397 that a support vector classifier trained on 400 others gets right; higher is better. */
    SVM_DIGITS("svm-digits", "svm_digits_hits.csv", "b12fbf66041f14a5ef4c7e40a544e87edf00a112e1be7853a33e04361361f5dc",
            List.of("log2_gamma", "log2_c"),
            "validation hits of 1397, LIBSVM 3.25 with an RBF kernel on handwritten digits (Alpaydin, Kaynak 1998)"),
    /** Log loss in nats of boosted trees on 369 diagnoses, trained on 200 others; lower is better. */
    XGB_CANCER("xgb-cancer", "xgb_cancer_logloss.csv", "06f58447bf7ff7f9f3181637d4bca01b86c82e9231e59cdf58a4405df9288d0e",
            List.of("log10_eta", "max_depth", "subsample", "log10_lambda"),
            "validation log loss, XGBoost4J 3.4.0 on breast cancer diagnoses (Wolberg, Street, Mangasarian 1995)");

    private static final int SPLITS = 10;

    private final String tableName;
    private final String fileName;
    private final String sha256;
    private final List<String> inputs;
    private final String origin;

    ShippedTable(String tableName, String fileName, String sha256, List<String> inputs, String origin) {
        this.tableName = tableName;
        this.fileName = fileName;
        this.sha256 = sha256;
        this.inputs = inputs;
        this.origin = origin;
    }

    /** Its name in experiment files and commands. */
    public String tableName() {
        return tableName;
    }

    /** Its name as a file. */
    public String fileName() {
        return fileName;
    }

    /** SHA-256 of its bytes, hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** The columns that say what was tried. */
    public List<String> inputs() {
        return inputs;
    }

    /** The columns with one measurement each, r0 to r9. */
    public List<String> repeats() {
        return IntStream.range(0, SPLITS).mapToObj(r -> "r" + r).toList();
    }

    /** What a cell is, what was trained, on whose data. */
    public String origin() {
        return origin;
    }

    /** Its bytes, held against {@link #sha256}. Throws IllegalStateException when the program comes with others. */
    public InputStream open() {
        try (InputStream in = ShippedTable.class.getResourceAsStream(fileName)) {
            if (in == null) {
                throw new IllegalStateException(fileName + " is missing in this copy of RegretBench; build it anew.");
            }
            byte[] bytes = in.readAllBytes();
            String found = Sha256.of(bytes);
            if (!found.equals(sha256)) {
                throw new IllegalStateException("%s in this copy of RegretBench has the SHA-256 %s, not %s; build it anew.".formatted(fileName,
                        found, sha256));
            }
            return new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of that name. */
    public static Optional<ShippedTable> named(String tableName) {
        return Arrays.stream(values()).filter(table -> table.tableName.equals(tableName)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ShippedTable::tableName).toList();
    }
}
