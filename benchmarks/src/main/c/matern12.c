/* One trial of GP-UCB on a kernel of full rank; exact, and the fastest form known to us where the arms played are few. k plays of one arm in
 * a row are one observation of their mean with noise s2/k and share a row v_s = C_a / p_s, p_s^2 = C_aa + s2 before the first of them:
 * C = K - sum_s g_s v_s v_s^T with g_s = p_s^2 / (C_aa + s2/k). They leave C_a = (g_s s2 / (k p_s)) v_s behind, so that an arm played again
 * needs the rows after that alone, and none in the next round.
 * cc -O3 -march=native -fno-math-errno -o matern12 matern12.c -lm */
#include "trial.h"

static double **k, **v, *mean, *variance, *score, *before, *factor;
static int *last, *times;

static void prepare(const struct game *game) {
    k = rows_of(game->n, game->n);
    for (int i = 0; i < game->n; i++) {
        for (int j = 0; j < game->n; j++) {
            k[i][j] = covariance(game, i, j);
        }
    }
    v = rows_of(game->rounds, game->n);
    mean = doubles(game->n);
    variance = doubles(game->n);
    score = doubles(game->n);
    before = doubles(game->rounds);
    factor = doubles(game->rounds);
    times = malloc(game->rounds * sizeof(int));
    last = malloc(game->n * sizeof(int));
}

/* c -= sum over from <= s < to of g_s v_s[arm] v_s, four rows at a time. */
static void subtract(double *restrict c, int arm, int from, int to, int n) {
    int s = from;
    for (; s + 4 <= to; s += 4) {
        const double *restrict a = v[s], *restrict b = v[s + 1], *restrict d = v[s + 2], *restrict e = v[s + 3];
        double wa = factor[s] * a[arm], wb = factor[s + 1] * b[arm], wd = factor[s + 2] * d[arm], we = factor[s + 3] * e[arm];
        for (int j = 0; j < n; j++) {
            c[j] -= wa * a[j] + wb * b[j] + wd * d[j] + we * e[j];
        }
    }
    for (; s < to; s++) {
        const double *restrict a = v[s];
        double wa = factor[s] * a[arm];
        for (int j = 0; j < n; j++) {
            c[j] -= wa * a[j];
        }
    }
}

/* The moments move by the row c times a scale. */
static void absorb(const double *restrict c, double scale, double z, int n) {
    for (int j = 0; j < n; j++) {
        double value = scale * c[j];
        mean[j] += z * value;
        variance[j] -= value * value;
    }
}

static void play(const struct game *game, int *arms) {
    int n = game->n, count = 0;
    double s2 = game->noise_variance;
    for (int j = 0; j < n; j++) {
        mean[j] = 0;
        variance[j] = game->variance;
        last[j] = -1;
    }
    for (int t = 0; t < game->rounds; t++) {
        int arm = arms[t] = choose(mean, variance, score, n, width(game, t + 1)), u = last[arm];
        double innovation = game->f[arm] + game->noise[t] - mean[arm];
        double left = u < 0 ? 0 : factor[u] * s2 / (times[u] * sqrt(before[u] + s2));
        if (u >= 0 && u == count - 1) {
            double pivot = sqrt(left * v[u][arm] + s2);
            absorb(v[u], left / pivot, innovation / pivot, n);
            times[u]++;
            factor[u] = (before[u] + s2) / (before[u] + s2 / times[u]);
            continue;
        }
        double *restrict c = v[count];
        if (u < 0) {
            memcpy(c, k[arm], n * sizeof(double));
        } else {
            for (int j = 0; j < n; j++) {
                c[j] = left * v[u][j];
            }
        }
        subtract(c, arm, u + 1, count, n);
        before[count] = c[arm];
        times[count] = 1;
        factor[count] = 1;
        last[arm] = count;
        double pivot = sqrt(c[arm] + s2);
        for (int j = 0; j < n; j++) {
            c[j] /= pivot;
        }
        absorb(c, 1, innovation / pivot, n);
        count++;
    }
}
