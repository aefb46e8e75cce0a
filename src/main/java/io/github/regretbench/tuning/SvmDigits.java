package io.github.regretbench.tuning;

import io.github.regretbench.data.HandwrittenDigits;
import io.github.regretbench.experiment.TrialPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Trains the table {@code svm-digits}: a support vector classifier with the kernel `e^(-gamma |x - y|^2)`, pixels divided by 16, for every
 * `log_2 gamma` from -12 to 3 and `log_2 C` from -5 to 10 by 0.5, on ten splits of the data. A cell is how many validation rows are classified
 * right. Trained by LIBSVM with tolerance 0.001 (C.-C. Chang, C.-J. Lin: LIBSVM: A Library for Support Vector Machines, ACM TIST 2011);
 * kernels are computed here by StrictMath, so that a table is the same bytes on every JDK.
 */
public final class SvmDigits {
    /** The first row of the table. */
    public static final String HEADER = "log2_gamma,log2_c,r0,r1,r2,r3,r4,r5,r6,r7,r8,r9";

    private static final int SPLITS = 10;
    private static final long FIRST_SEED = 1000;
    private static final int TRAIN = 400;
    private static final double LEAST_LOG2_GAMMA = -12;
    private static final double LEAST_LOG2_C = -5;
    private static final double STEP = 0.5;
    /** On either axis. */
    private static final int STEPS = 31;
    private static final double LEVELS = 16;
    private static final double TOLERANCE = 1e-3;
    private static final int CACHE_MEGABYTES = 50;

    static {
        svm.svm_set_print_string_function(text -> { });
    }

    private final HandwrittenDigits digits;
    private final int train;
    private final int[][] orders = new int[SPLITS][];
    private final double[][] distances;

    private SvmDigits(HandwrittenDigits digits, int train) {
        this.digits = digits;
        this.train = train;
        int n = digits.size();
        for (int split = 0; split < SPLITS; split++) {
            orders[split] = Split.order(n, FIRST_SEED + split);
        }
        distances = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                distances[i][j] = digits.squaredDistance(i, j) / (LEVELS * LEVELS);      // exact
                distances[j][i] = distances[i][j];
            }
        }
    }

    /** Trains with 400 of the images. */
    public static SvmDigits of(HandwrittenDigits digits) {
        return new SvmDigits(digits, TRAIN);
    }

    /** Trains with so many of them. */
    static SvmDigits of(HandwrittenDigits digits, int train) {
        return new SvmDigits(digits, train);
    }

    /** How many configurations the whole table has. */
    public static int rows() {
        return STEPS * STEPS;
    }

    /** How many trainings {@link #train} makes for so many configurations. */
    public static long trainings(int rows) {
        return (long) rows * SPLITS;
    }

    private static double log2Gamma(int row) {
        return LEAST_LOG2_GAMMA + STEP * (row / STEPS);
    }

    private static double log2C(int row) {
        return LEAST_LOG2_C + STEP * (row % STEPS);
    }

    /**
     * Trains the configurations of some rows of the table, counted from 0, on {@code jobs} threads.
     *
     * @param progress hears of trainings
     * @return the lines of these rows, in their order
     * @throws InterruptedException when the thread is
     */
    public List<String> train(List<Integer> rows, int jobs, TrialPool.Progress progress) throws InterruptedException {
        Map<Integer, List<Integer>> byGamma = new TreeMap<>();
        rows.forEach(row -> byGamma.computeIfAbsent(row / STEPS, gamma -> new ArrayList<>()).add(row));
        ExecutorService threads = Executors.newFixedThreadPool(jobs, task -> {
            Thread thread = new Thread(task, "training");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ExecutorCompletionService<Hits> done = new ExecutorCompletionService<>(threads);
            int parts = 0;
            for (List<Integer> sameGamma : byGamma.values()) {
                for (int split = 0; split < SPLITS; split++) {
                    done.submit(part(sameGamma, split));
                    parts++;
                }
            }
            int[][] hits = new int[rows()][SPLITS];
            long trained = 0;
            progress.stored(0, trainings(rows.size()));
            for (int part = 0; part < parts; part++) {
                Hits some = done.take().get();
                some.byRow().forEach((row, count) -> hits[row][some.split()] = count);
                trained += some.byRow().size();
                progress.stored(trained, trainings(rows.size()));
            }
            return rows.stream().map(row -> line(row, hits[row])).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String line(int row, int[] hits) {
        StringBuilder line = new StringBuilder().append(log2Gamma(row)).append(',').append(log2C(row));
        for (int count : hits) {
            line.append(',').append(count);
        }
        return line.toString();
    }

    /** Validation hits on one split. */
    private record Hits(int split, Map<Integer, Integer> byRow) {
    }

    /** Configurations of one gamma share the kernel matrix. */
    private Callable<Hits> part(List<Integer> rows, int split) {
        return () -> {
            int[] order = orders[split];
            double[][] kernel = kernel(StrictMath.pow(2, log2Gamma(rows.get(0))), order);
            svm_problem problem = problem(kernel, order);
            Map<Integer, Integer> hits = new TreeMap<>();
            for (int row : rows) {
                hits.put(row, hits(train(problem, StrictMath.pow(2, log2C(row))), kernel, order));
            }
            return new Hits(split, hits);
        };
    }

    /** Of each row that trains with all rows, in the split's order. */
    private double[][] kernel(double gamma, int[] order) {
        double[][] kernel = new double[train][order.length];
        for (int i = 0; i < train; i++) {
            for (int j = 0; j < order.length; j++) {
                kernel[i][j] = j < i ? kernel[j][i] : StrictMath.exp(-gamma * distances[order[i]][order[j]]);
            }
        }
        return kernel;
    }

    /** The form of LIBSVM's precomputed kernels: a row's number from 1, then its values. */
    private svm_problem problem(double[][] kernel, int[] order) {
        svm_problem problem = new svm_problem();
        problem.l = train;
        problem.x = new svm_node[train][train + 1];
        problem.y = new double[train];
        for (int i = 0; i < train; i++) {
            problem.y[i] = digits.label(order[i]);
            for (int j = 0; j <= train; j++) {
                svm_node node = new svm_node();
                node.index = j;
                node.value = j == 0 ? i + 1 : kernel[i][j - 1];
                problem.x[i][j] = node;
            }
        }
        return problem;
    }

    private static svm_model train(svm_problem problem, double c) {
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.C_SVC;
        parameter.kernel_type = svm_parameter.PRECOMPUTED;
        parameter.C = c;
        parameter.eps = TOLERANCE;
        parameter.cache_size = CACHE_MEGABYTES;
        parameter.shrinking = 1;
        return svm.svm_train(problem, parameter);
    }

    private int hits(svm_model model, double[][] kernel, int[] order) {
        double[][] vectors = new double[model.l][];
        for (int v = 0; v < model.l; v++) {
            vectors[v] = kernel[(int) model.SV[v][0].value - 1];
        }
        int hits = 0;
        for (int i = train; i < order.length; i++) {
            if (predicted(model, vectors, i) == digits.label(order[i])) {
                hits++;
            }
        }
        return hits;
    }

    /** The class that wins most of the duels of two classes, the first in LIBSVM's order when several do; as {@code svm_predict} decides. */
    private static int predicted(svm_model model, double[][] vectors, int row) {
        int classes = model.nr_class;
        int[] start = new int[classes];
        for (int c = 1; c < classes; c++) {
            start[c] = start[c - 1] + model.nSV[c - 1];
        }
        int[] votes = new int[classes];
        int duel = 0;
        for (int a = 0; a < classes; a++) {
            for (int b = a + 1; b < classes; b++) {
                double sum = 0;
                for (int v = start[a]; v < start[a] + model.nSV[a]; v++) {
                    sum += model.sv_coef[b - 1][v] * vectors[v][row];
                }
                for (int v = start[b]; v < start[b] + model.nSV[b]; v++) {
                    sum += model.sv_coef[a][v] * vectors[v][row];
                }
                votes[sum - model.rho[duel++] > 0 ? a : b]++;
            }
        }
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return model.label[best];
    }
}
