/* One trial of GP-UCB through the rows V = L^-1 K_X., one more each round: O(n t) in round t.
 * cc -O3 -march=native -o rows rows.c -lm */
#include "trial.h"

static double **k, **v, *mean, *variance, *score;

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
}

static void play(const struct game *game, int *arms) {
    int n = game->n;
    for (int j = 0; j < n; j++) {
        mean[j] = 0;
        variance[j] = game->variance;
    }
    for (int t = 1; t <= game->rounds; t++) {
        int arm = arms[t - 1] = choose(mean, variance, score, n, width(game, t)), s = 0;
        double innovation = game->f[arm] + game->noise[t - 1] - mean[arm];
        double *restrict c = v[t - 1];
        memcpy(c, k[arm], n * sizeof(double));
        for (; s + 4 <= t - 1; s += 4) {    /* four rows at a time, so that c is read and written a quarter as often */
            const double *restrict a = v[s], *restrict b = v[s + 1], *restrict d = v[s + 2], *restrict e = v[s + 3];
            double wa = a[arm], wb = b[arm], wd = d[arm], we = e[arm];
            for (int j = 0; j < n; j++) {
                c[j] -= wa * a[j] + wb * b[j] + wd * d[j] + we * e[j];
            }
        }
        for (; s < t - 1; s++) {
            const double *restrict a = v[s];
            double wa = a[arm];
            for (int j = 0; j < n; j++) {
                c[j] -= wa * a[j];
            }
        }
        double scale = 1 / sqrt(c[arm] + game->noise_variance), gain = innovation * scale;
        for (int j = 0; j < n; j++) {
            c[j] *= scale;
            mean[j] += gain * c[j];
            variance[j] -= c[j] * c[j];
        }
    }
}
