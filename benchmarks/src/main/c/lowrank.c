/* One trial of GP-UCB through the features of K, exact over all arms in every round, in plain loops: O(n r) a round.
 * cc -O3 -march=native -o lowrank lowrank.c -lm */
#include "trial.h"
#include "features.h"

static double *mean, *variance, *score, *c;

static void prepare(const struct game *game) {
    make_features(game);
    mean = doubles(game->n);
    variance = doubles(game->n);
    score = doubles(game->n);
    c = doubles(game->n);
}

static void play(const struct game *game, int *arms) {
    int n = game->n;
    reset_weights();
    for (int j = 0; j < n; j++) {
        mean[j] = 0;
        variance[j] = game->variance;
    }
    for (int t = 1; t <= game->rounds; t++) {
        int arm = arms[t - 1] = choose(mean, variance, score, n, width(game, t));
        double innovation = game->f[arm] + game->noise[t - 1] - mean[arm];
        double pivot = solve_and_observe(arm, game->noise_variance) + game->noise_variance;
        memset(c, 0, n * sizeof(double));
        for (int k = 0; k < rank; k++) {
            const double *restrict row = phi[k];
            double weight = solved[k];
            for (int j = 0; j < n; j++) {
                c[j] += weight * row[j];
            }
        }
        double gain = innovation / pivot, scale = 1 / pivot;
        for (int j = 0; j < n; j++) {
            mean[j] += gain * c[j];
            variance[j] -= scale * c[j] * c[j];
        }
    }
}
