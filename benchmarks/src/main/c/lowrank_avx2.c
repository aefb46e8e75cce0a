/* As lowrank.c, in one pass over the arms a round: covariances, moments, the next round's scores and their maximum stay in registers,
 * sixteen arms at a time.
 * cc -O3 -march=native -o lowrank_avx2 lowrank_avx2.c -lm */
#include <immintrin.h>
#include "trial.h"
#include "features.h"

#define LANES 16        /* arms at a time: four registers of four doubles */

static double *mean, *variance, *score, *features;
static int blocks;

/* The features arm block by arm block, in the order in which they are read. Arms are padded with copies of arm 0. */
static void prepare(const struct game *game) {
    make_features(game);
    blocks = (game->n + LANES - 1) / LANES;
    features = doubles((size_t) blocks * LANES * rank);
    for (int b = 0; b < blocks; b++) {
        for (int k = 0; k < rank; k++) {
            for (int i = 0; i < LANES; i++) {
                int arm = b * LANES + i < game->n ? b * LANES + i : 0;
                features[((size_t) b * rank + k) * LANES + i] = phi[k][arm];
            }
        }
    }
    mean = doubles(blocks * LANES);
    variance = doubles(blocks * LANES);
    score = doubles(blocks * LANES);
}

/* The whole round over the arms; returns the highest score of the next. */
static double pass(double gain_of_mean, double gain_of_variance, double next_width) {
    __m256d gain = _mm256_set1_pd(gain_of_mean), scale = _mm256_set1_pd(gain_of_variance), wide = _mm256_set1_pd(next_width);
    __m256d zero = _mm256_setzero_pd(), highest = _mm256_set1_pd(-INFINITY);
    const double *phi_of_block = features;
    for (int b = 0; b < blocks; b++) {
        __m256d c0 = zero, c1 = zero, c2 = zero, c3 = zero;
        for (int k = 0; k < rank; k++) {
            __m256d weight = _mm256_broadcast_sd(solved + k);
            c0 = _mm256_fmadd_pd(weight, _mm256_load_pd(phi_of_block), c0);
            c1 = _mm256_fmadd_pd(weight, _mm256_load_pd(phi_of_block + 4), c1);
            c2 = _mm256_fmadd_pd(weight, _mm256_load_pd(phi_of_block + 8), c2);
            c3 = _mm256_fmadd_pd(weight, _mm256_load_pd(phi_of_block + 12), c3);
            phi_of_block += LANES;
        }
        __m256d c[4] = {c0, c1, c2, c3};
        for (int i = 0; i < 4; i++) {
            int arm = b * LANES + 4 * i;
            __m256d m = _mm256_fmadd_pd(gain, c[i], _mm256_load_pd(mean + arm));
            __m256d v = _mm256_fnmadd_pd(_mm256_mul_pd(scale, c[i]), c[i], _mm256_load_pd(variance + arm));
            __m256d s = _mm256_fmadd_pd(wide, _mm256_sqrt_pd(_mm256_max_pd(v, zero)), m);
            _mm256_store_pd(mean + arm, m);
            _mm256_store_pd(variance + arm, v);
            _mm256_store_pd(score + arm, s);
            highest = _mm256_max_pd(highest, s);
        }
    }
    double lanes[4];
    _mm256_storeu_pd(lanes, highest);
    return fmax(fmax(lanes[0], lanes[1]), fmax(lanes[2], lanes[3]));
}

static void play(const struct game *game, int *arms) {
    reset_weights();
    for (int j = 0; j < blocks * LANES; j++) {
        mean[j] = 0;
        variance[j] = game->variance;
    }
    memset(solved, 0, rank * sizeof(double));
    double highest = pass(0, 0, width(game, 1));
    for (int t = 1; t <= game->rounds; t++) {
        int arm = arms[t - 1] = first_of_highest(score, highest);
        double innovation = game->f[arm] + game->noise[t - 1] - mean[arm];
        double pivot = solve_and_observe(arm, game->noise_variance) + game->noise_variance;
        highest = pass(innovation / pivot, 1 / pivot, width(game, t + 1));
    }
}
