package io.github.regretbench.gp;

import io.github.regretbench.space.Points;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Features on a grid under a product kernel, where `K = K_1 ox cdots ox K_d` is a Kronecker product. Each `K_j = Phi_j^T Phi_j` has a
 * pivoted Cholesky factor of few rows; products of rows, one for each axis, are features of K, and those of the largest trace are kept
 * until what is left is below the same share of the trace as in {@link PivotedCholesky}. (Products of eigenvectors would be somewhat
 * fewer, but leave ten times as much in the corners of the grid.) Combinations are made axis by axis, `O(n r_1 + cdots)` instead of
 * `O(n r)`, and no row of n numbers is stored. Saatci, PhD thesis, Cambridge 2011, chapter 5.
 *
 * <p>Features are sorted by their indices `(k_1, ..., k_d)`, which makes a tree of d levels: a node of depth j stands for all features that
 * begin with `(k_1, ..., k_j)`, and for a function of the last d - j coordinates.
 */
final class GridFeatures implements FeatureMap {
    /** Axes are factorised further than the whole, so that what they leave is a small part of what may be left. */
    private static final double AXIS_RESIDUAL = 0.1 * PivotedCholesky.RELATIVE_RESIDUAL;
    /** More products of rows than this are not looked through. */
    private static final long MOST_PRODUCTS = 20_000_000;

    private final int d;
    private final int rank;
    private final double residual;
    private final double largestResidual;
    /** By axis and row, one number for each point of the axis. */
    private final double[][][] axisRows;
    /** Points of the last d - j axes, j = 0..d. */
    private final int[] sizes;
    /** By depth 1..d and node, the index k of the row of the axis before. */
    private final int[][] rowOf;
    /** By depth 0..d-1 and node, its first child, with one more entry for the end. */
    private final int[][] firstChild;
    /** Where the nodes of depth 1..d-1 begin in the buffers. */
    private final int[] offset;
    /** The row of the last axis of each feature. */
    private final double[][] leaves;
    /** By feature and axis, the index of the row. */
    private final int[][] chosen;
    private final Integer[] byTrace;
    private volatile double[][] rows;

    /** The features for a product kernel on a grid; nothing where the points are no grid, or the kernel no product. */
    static Optional<FeatureMap> of(Prior prior) {
        List<Points> axes = prior.points().axes().orElse(List.of());
        return axes.size() < 2 ? Optional.empty() : prior.kernel().factors(axes.size()).flatMap(factors -> {
            PivotedCholesky[] axisFactors = new PivotedCholesky[axes.size()];
            long products = 1;
            for (int j = 0; j < axisFactors.length; j++) {
                axisFactors[j] = PivotedCholesky.of(Prior.of(factors.get(j), axes.get(j)), AXIS_RESIDUAL);
                products *= axisFactors[j].rank();
                if (products > MOST_PRODUCTS || products == 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new GridFeatures(prior, axisFactors, axes));
        });
    }

    private GridFeatures(Prior prior, PivotedCholesky[] factors, List<Points> axes) {
        d = factors.length;
        axisRows = Arrays.stream(factors).map(PivotedCholesky::rows).toArray(double[][][]::new);
        sizes = new int[d + 1];
        sizes[d] = 1;
        for (int j = d - 1; j >= 0; j--) {
            sizes[j] = sizes[j + 1] * axes.get(j).size();
        }
        Selection selection = new Selection(factors);
        residual = selection.left;
        chosen = selection.chosen;
        rank = chosen.length;
        byTrace = IntStream.range(0, rank).boxed().sorted(Comparator.comparingDouble(k -> -selection.trace(chosen[k])))
                .toArray(Integer[]::new);
        rowOf = new int[d + 1][];
        firstChild = new int[d][];
        offset = new int[d + 1];
        buildTree();
        leaves = Arrays.stream(rowOf[d]).mapToObj(k -> axisRows[d - 1][k]).toArray(double[][]::new);
        largestResidual = largestDifference(prior);
    }

    /** Which products of rows are kept. */
    private static final class Selection {
        private final double[][] traces;
        private final int[][] chosen;
        private final double left;

        Selection(PivotedCholesky[] factors) {
            traces = new double[factors.length][];
            double total = 1;
            double lost = 0;
            for (int j = 0; j < traces.length; j++) {
                traces[j] = Arrays.stream(factors[j].rows()).mapToDouble(row -> Rows.dot(row, row, row.length)).toArray();
                double trace = Arrays.stream(traces[j]).sum() + factors[j].residual();
                total *= trace;
                lost += factors[j].residual() / trace;
            }
            int products = Arrays.stream(traces).mapToInt(t -> t.length).reduce(1, (a, b) -> a * b);
            Integer[] order = IntStream.range(0, products).boxed().toArray(Integer[]::new);
            double[] trace = IntStream.range(0, products).mapToDouble(p -> trace(indices(p))).toArray();
            Arrays.sort(order, Comparator.comparingDouble(p -> trace[p]));
            double rest = lost * total;
            int dropped = 0;
            while (dropped < products && rest + trace[order[dropped]] <= PivotedCholesky.RELATIVE_RESIDUAL * total) {
                rest += trace[order[dropped++]];
            }
            left = rest;
            chosen = Arrays.stream(order, dropped, products).mapToInt(p -> p).sorted().mapToObj(this::indices).toArray(int[][]::new);
        }

        private int[] indices(int product) {
            int[] k = new int[traces.length];
            int rest = product;
            for (int j = k.length - 1; j >= 0; j--) {
                k[j] = rest % traces[j].length;
                rest /= traces[j].length;
            }
            return k;
        }

        double trace(int[] k) {
            double trace = 1;
            for (int j = 0; j < k.length; j++) {
                trace *= traces[j][k[j]];
            }
            return trace;
        }
    }

    private void buildTree() {
        int[] nodeOf = new int[rank];
        for (int depth = 0; depth < d; depth++) {
            int[] children = new int[rank];
            int[] first = new int[rank + 1];
            int count = 0;
            for (int f = 0; f < rank; f++) {
                if (f == 0 || nodeOf[f] != nodeOf[f - 1] || chosen[f][depth] != chosen[f - 1][depth]) {
                    children[count++] = chosen[f][depth];
                }
                first[nodeOf[f] + 1] = count;
            }
            firstChild[depth] = Arrays.copyOf(first, nodeOf[rank - 1] + 2);
            rowOf[depth + 1] = Arrays.copyOf(children, count);
            nodeOf = descend(nodeOf, depth);
        }
        for (int depth = 1; depth < d; depth++) {
            offset[depth + 1] = offset[depth] + rowOf[depth].length;
        }
    }

    private int[] descend(int[] nodeOf, int depth) {
        int[] next = new int[nodeOf.length];
        for (int f = 1; f < next.length; f++) {
            boolean same = nodeOf[f] == nodeOf[f - 1] && chosen[f][depth] == chosen[f - 1][depth];
            next[f] = next[f - 1] + (same ? 0 : 1);
        }
        return next;
    }

    /** `max_x K_(x x) - |phi_x|^2`, by combining squared rows. */
    private double largestDifference(Prior prior) {
        double[][][] squares = Arrays.stream(axisRows).map(axis -> Arrays.stream(axis)
                .map(row -> Arrays.stream(row).map(v -> v * v).toArray()).toArray(double[][]::new)).toArray(double[][][]::new);
        double[] ones = new double[rank];
        Arrays.fill(ones, 1);
        double[][] buffers = scratch();
        double[] explained = new double[sizes[0]];
        climb(ones, squares, Arrays.stream(rowOf[d]).mapToObj(k -> squares[d - 1][k]).toArray(double[][]::new), buffers);
        for (int x = 0; x < sizes[0] / sizes[1]; x++) {
            slab(0, 0, x, squares, buffers, explained);
        }
        double largest = 0;
        for (int x = 0; x < explained.length; x++) {
            largest = Math.max(largest, prior.variance(x) - explained[x]);
        }
        return largest;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public double residual() {
        return residual;
    }

    @Override
    public double largestResidual() {
        return largestResidual;
    }

    @Override
    public void load(int arm, double[] feature) {
        for (int f = 0; f < rank; f++) {
            double product = 1;
            for (int j = 0; j < d; j++) {
                product *= axisRows[j][chosen[f][j]][arm % sizes[j] / sizes[j + 1]];
            }
            feature[f] = product;
        }
    }

    /** One array for each node of depth 1..d-1, one slab for each depth 0..d-2, and the weights of a slab. */
    @Override
    public double[][] scratch() {
        double[][] buffers = new double[offset[d] + d][];
        for (int depth = 1; depth < d; depth++) {
            for (int node = 0; node < rowOf[depth].length; node++) {
                buffers[offset[depth] + node] = new double[sizes[depth]];
            }
        }
        for (int depth = 0; depth < d - 1; depth++) {
            buffers[offset[d] + depth] = new double[sizes[depth + 1]];
        }
        buffers[offset[d] + d - 1] = new double[offset[d]];
        return buffers;
    }

    @Override
    public void combine(double[] weights, double[][] scratch, double[] y) {
        climb(weights, axisRows, leaves, scratch);
        for (int x = 0; x < sizes[0] / sizes[1]; x++) {
            slab(0, 0, x, axisRows, scratch, y);
        }
    }

    @Override
    public int blocks() {
        return sizes[0] / sizes[1];
    }

    @Override
    public void gather(double[] weights, double[][] scratch) {
        climb(weights, axisRows, leaves, scratch);
    }

    @Override
    public void absorb(double[] weights, double[][] scratch, double z, Moments moments, int from, int to) {
        double[][] own = to - from == blocks() ? scratch : withOwnSlab(scratch);
        for (int x = from; x < to; x++) {
            slab(0, 0, x, axisRows, own, moments.row);
            Rows.absorb(z, moments, x * sizes[1], (x + 1) * sizes[1]);
        }
    }

    /** The same functions of nodes, and a thread's own slab of depth 0 and weights. */
    private double[][] withOwnSlab(double[][] scratch) {
        double[][] own = scratch.clone();
        own[offset[d]] = new double[sizes[1]];
        own[offset[d] + d - 1] = new double[offset[d]];
        return own;
    }

    /** Sums up the tree from the leaves to depth 1. */
    private void climb(double[] weights, double[][][] rowsOfAxes, double[][] rowsOfLeaves, double[][] scratch) {
        for (int node = 0; node < rowOf[d - 1].length; node++) {
            double[] y = scratch[offset[d - 1] + node];
            int first = firstChild[d - 1][node];
            Arrays.fill(y, 0);
            Rows.addCombination(weights, rowsOfLeaves, first, firstChild[d - 1][node + 1] - first, y, 0, y.length);
        }
        for (int depth = d - 2; depth >= 1; depth--) {
            for (int node = 0; node < rowOf[depth].length; node++) {
                for (int x = 0; x < sizes[depth] / sizes[depth + 1]; x++) {
                    slab(depth, node, x, rowsOfAxes, scratch, scratch[offset[depth] + node]);
                }
            }
        }
    }

    /** The part of a node's function with the first of its coordinates at the x-th point, written where it belongs. */
    private void slab(int depth, int node, int x, double[][][] rowsOfAxes, double[][] scratch, double[] y) {
        double[] slab = scratch[offset[d] + depth];
        double[] weights = scratch[offset[d] + d - 1];
        int begin = firstChild[depth][node];
        int end = firstChild[depth][node + 1];
        int first = offset[depth + 1] + begin;
        for (int child = begin; child < end; child++) {
            weights[offset[depth + 1] + child] = rowsOfAxes[depth][rowOf[depth + 1][child]][x];
        }
        Arrays.fill(slab, 0);
        Rows.addCombination(weights, scratch, first, end - begin, slab, 0, slab.length);
        System.arraycopy(slab, 0, y, x * slab.length, slab.length);
    }

    @Override
    public double cost() {
        double cost = 0;
        for (int depth = 0; depth < d; depth++) {
            cost += (double) rowOf[depth + 1].length * sizes[depth];
        }
        return cost;
    }

    @Override
    public double bytes() {
        return Arrays.stream(axisRows).mapToDouble(axis -> 8.0 * axis.length * axis[0].length).sum() + 4.0 * rank * d;
    }

    /** {@inheritDoc} In the order of falling trace; made at the first call. */
    @Override
    public double[][] rows() {
        double[][] made = rows;
        if (made == null) {
            made = new double[rank][sizes[0]];
            double[] feature = new double[rank];
            for (int x = 0; x < sizes[0]; x++) {
                load(x, feature);
                for (int k = 0; k < rank; k++) {
                    made[k][x] = feature[byTrace[k]];
                }
            }
            rows = made;
        }
        return made;
    }
}
