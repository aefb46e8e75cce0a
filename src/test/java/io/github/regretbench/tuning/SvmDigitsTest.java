package io.github.regretbench.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.data.HandwrittenDigits;
import io.github.regretbench.data.ShippedTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.junit.jupiter.api.Test;

class SvmDigitsTest {
    private static final int PIXELS = 5;
    private static final int TRAIN = 40;
    private static final int SIZE = 100;
    /** log2 gamma = -2, log2 C = 1: on rows 20 * 31 + 12. */
    private static final int ROW = 632;

    private final int[][] pixels = new int[SIZE][PIXELS];
    private final int[] labels = new int[SIZE];

    SvmDigitsTest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < SIZE; i++) {
            labels[i] = random.nextInt(4);
            for (int k = 0; k < PIXELS; k++) {
                pixels[i][k] = Math.min(16, 3 * labels[i] + random.nextInt(8));
            }
        }
    }

    /** LIBSVM's own kernel and its own prediction instead of ours. */
    @Test
    void hitsAreThoseOfLibsvmWithItsOwnKernel() throws InterruptedException {
        String[] cells = SvmDigits.of(HandwrittenDigits.of(pixels, labels), TRAIN).train(List.of(ROW), 1, (done, total) -> { }).get(0).split(",");
        assertThat(cells).startsWith("-2.0", "1.0").hasSize(12);
        List<String> expected = new ArrayList<>();
        for (int split = 0; split < 10; split++) {
            int[] order = Split.order(SIZE, 1000 + split);
            svm_problem problem = new svm_problem();
            problem.l = TRAIN;
            problem.x = new svm_node[TRAIN][];
            problem.y = new double[TRAIN];
            for (int i = 0; i < TRAIN; i++) {
                problem.x[i] = nodes(order[i]);
                problem.y[i] = labels[order[i]];
            }
            svm_parameter parameter = new svm_parameter();
            parameter.svm_type = svm_parameter.C_SVC;
            parameter.kernel_type = svm_parameter.RBF;
            parameter.gamma = 0.25;
            parameter.C = 2;
            parameter.eps = 1e-3;
            parameter.cache_size = 1;
            parameter.shrinking = 1;
            svm_model model = svm.svm_train(problem, parameter);
            expected.add(String.valueOf(IntStream.range(TRAIN, SIZE).filter(i -> svm.svm_predict(model, nodes(order[i])) == labels[order[i]])
                    .count()));
        }
        assertThat(List.of(cells).subList(2, 12)).isEqualTo(expected).isNotEqualTo(List.of(cells[2], cells[2], cells[2], cells[2], cells[2], cells[2],
                cells[2], cells[2], cells[2], cells[2]));
    }

    private svm_node[] nodes(int row) {
        svm_node[] nodes = new svm_node[PIXELS];
        for (int k = 0; k < PIXELS; k++) {
            nodes[k] = new svm_node();
            nodes[k].index = k + 1;
            nodes[k].value = pixels[row][k] / 16.0;
        }
        return nodes;
    }

    @Test
    void linesDependNeitherOnThreadsNorOnTheOtherRows() throws InterruptedException {
        SvmDigits digits = SvmDigits.of(HandwrittenDigits.of(pixels, labels), TRAIN);
        List<Long> heard = new ArrayList<>();
        List<String> all = digits.train(List.of(3, 250, 251, ROW, 960), 3, (done, total) -> heard.add(done * 1000 + total));
        assertThat(all).hasSize(5);
        assertThat(all.get(4)).startsWith("3.0,10.0,");
        assertThat(digits.train(List.of(ROW), 1, (done, total) -> { })).containsExactly(all.get(3));
        assertThat(heard).startsWith(50L).endsWith(50_050L).isSorted();
    }

    /** Rows of all parts of the table; -Dtuning.rows=20 takes every 20th, 49 in 10 s of one core, 1 all, in 90 s. */
    @Test
    void theTableThatComesWithTheProgramIsTrainedAnewToTheSameBytes() throws IOException, InterruptedException {
        DataDirectory directory = DataDirectory.resolve(null, System.getenv());
        assumeTrue(Files.exists(directory.path().resolve(HandwrittenDigits.FILE)), "The images of digits are absent; set REGRETBENCH_DATA to run this test.");
        int step = Integer.getInteger("tuning.rows", 190);
        List<Integer> rows = IntStream.range(0, SvmDigits.rows()).filter(row -> row % step == 0).boxed().toList();
        List<String> shipped;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(ShippedTable.SVM_DIGITS.open(), StandardCharsets.UTF_8))) {
            shipped = reader.lines().toList();
        }
        assertThat(shipped).hasSize(1 + SvmDigits.rows()).startsWith(SvmDigits.HEADER);
        assertThat(SvmDigits.of(HandwrittenDigits.read(directory)).train(rows, 2, (done, total) -> { }))
                .isEqualTo(rows.stream().map(row -> shipped.get(row + 1)).toList());
    }
}
