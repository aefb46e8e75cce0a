package io.github.regretbench.data;

import io.github.regretbench.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of digits as rows of whole numbers, and which digit each is. The data of {@code svm-digits} are the test part of Optical Recognition
 * of Handwritten Digits (E. Alpaydin, C. Kaynak, 1998, UCI Machine Learning Repository, id 80): 1797 rows of 64 pixels from 0 to 16.
 */
public final class HandwrittenDigits {
    /** Where the file is in the data directory. */
    public static final String FILE = "tuning/digits.csv.gz";

    private static final String CONTENT_SHA256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8";
    private static final String ORIGINAL = "sklearn/datasets/data/digits.csv.gz of scikit-learn, as in Debian's package python3-sklearn";

    private final int[][] pixels;
    private final int[] labels;

    private HandwrittenDigits(int[][] pixels, int[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Rows of equal length and their classes. Throws IllegalArgumentException when there are none, or not as many. */
    public static HandwrittenDigits of(int[][] pixels, int[] labels) {
        if (pixels.length == 0 || pixels.length != labels.length) {
            throw new IllegalArgumentException("expected as many rows as labels, got %d and %d".formatted(pixels.length, labels.length));
        }
        int[][] copy = new int[pixels.length][];
        for (int row = 0; row < pixels.length; row++) {
            copy[row] = pixels[row].clone();
            if (copy[row].length != copy[0].length) {
                throw new IllegalArgumentException("row %d has %d pixels, row 0 has %d".formatted(row, copy[row].length, copy[0].length));
            }
        }
        return new HandwrittenDigits(copy, labels.clone());
    }

    /**
     * Reads {@value #FILE} of a data directory.
     *
     * @throws BadInputException when it is not there, cannot be read or holds other data
     */
    public static HandwrittenDigits read(DataDirectory directory) {
        Path file = directory.path().resolve(FILE);
        if (!Files.exists(file)) {
            throw new BadInputException("the images of digits are not at %s, and are not ours to ship; copy there %s, or name another data "
                    .formatted(file.toAbsolutePath().normalize(), ORIGINAL) + "directory with --data DIR or " + DataDirectory.VARIABLE + ".");
        }
        MessageDigest digest = Sha256.digest();
        List<String> rows = new ArrayList<>();
        try (LineSource lines = LineSource.open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
                rows.add(line);
            }
        }
        String found = Sha256.hex(digest);
        if (!found.equals(CONTENT_SHA256)) {
            throw new BadInputException("%s holds other data than the table was made of: its content has the SHA-256 %s, not %s; put there %s."
                    .formatted(file, found, CONTENT_SHA256, ORIGINAL));
        }
        return parse(rows);
    }

    private static HandwrittenDigits parse(List<String> rows) {
        int[][] pixels = new int[rows.size()][];
        int[] labels = new int[rows.size()];
        for (int row = 0; row < pixels.length; row++) {
            String[] cells = rows.get(row).split(",");
            pixels[row] = new int[cells.length - 1];
            for (int pixel = 0; pixel < pixels[row].length; pixel++) {
                pixels[row][pixel] = Integer.parseInt(cells[pixel]);
            }
            labels[row] = Integer.parseInt(cells[cells.length - 1]);
        }
        return new HandwrittenDigits(pixels, labels);
    }

    /** How many images. */
    public int size() {
        return labels.length;
    }

    /** Which digit an image shows. */
    public int label(int row) {
        return labels[row];
    }

    /** Squared Euclidean distance of two images, in units of a pixel's step. */
    public int squaredDistance(int row, int other) {
        int[] a = pixels[row];
        int[] b = pixels[other];
        int sum = 0;
        for (int pixel = 0; pixel < a.length; pixel++) {
            int difference = a[pixel] - b[pixel];
            sum += difference * difference;
        }
        return sum;
    }
}
