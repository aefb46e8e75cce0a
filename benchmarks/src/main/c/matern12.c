/* One trial of GP-UCB on a kernel of full rank; exact, and the fastest form known to us where the arms played are few. Round t leaves its
 * standardised covariance row v_t = C_a / p with p^2 = C_aa + s2 behind, and C_a = K_a - sum_t v_t[a] v_t. Right after its play in round
 * u the row of arm a is C_a - C_aa C_a / p^2 = (s2 / p_u) v_u, so that an arm played again needs the rounds after u alone: O(n (t - u)).
 * cc -O3 -march=native -fno-math-errno -o matern12 matern12.c -lm */
#include "trial.h"

static double **k, **v, *mean, *variance, *score, *pivot;
static int *last;

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
    pivot = doubles(game->rounds);
    last = malloc(game->n * sizeof(int));
}

/* c -= sum over from <= s < to of v_s[arm] v_s, four rows at a time. */
static void subtract(double *restrict c, int arm, int from, int to, int n) {
    int s = from;
    for (; s + 4 <= to; s += 4) {
        const double *restrict a = v[s], *restrict b = v[s + 1], *restrict d = v[s + 2], *restrict e = v[s + 3];
        double wa = a[arm], wb = b[arm], wd = d[arm], we = e[arm];
        for (int j = 0; j < n; j++) {
            c[j] -= wa * a[j] + wb * b[j] + wd * d[j] + we * e[j];
        }
    }
    for (; s < to; s++) {
        const double *restrict a = v[s];
        double wa = a[arm];
        for (int j = 0; j < n; j++) {
            c[j] -= wa * a[j];
        }
    }
}

static void play(const struct game *game, int *arms) {
    int n = game->n;
    for (int j = 0; j < n; j++) {
        mean[j] = 0;
        variance[j] = game->variance;
        last[j] = -1;
    }
    for (int t = 0; t < game->rounds; t++) {
        int arm = arms[t] = choose(mean, variance, score, n, width(game, t + 1)), u = last[arm];
        double innovation = game->f[arm] + game->noise[t] - mean[arm];
        double *restrict c = v[t];
        if (u < 0) {
            memcpy(c, k[arm], n * sizeof(double));
        } else {
            double weight = game->noise_variance / pivot[u];
            for (int j = 0; j < n; j++) {
                c[j] = weight * v[u][j];
            }
        }
        subtract(c, arm, u + 1, t, n);
        last[arm] = t;
        pivot[t] = sqrt(c[arm] + game->noise_variance);
        double scale = 1 / pivot[t], gain = innovation * scale;
        for (int j = 0; j < n; j++) {
            c[j] *= scale;
            mean[j] += gain * c[j];
            variance[j] -= c[j] * c[j];
        }
    }
}
