/* What all reference programs share: reading the game, the choice of an arm, timing, printing.
 *
 * usage of each program: NAME FILE SECONDS
 * FILE is the game as SideBySide.java writes it: n, T, noise variance, delta, kernel ("se" or "matern12"), length scale, signal
 * variance, then n values of f and T of noise, as hexadecimal floating-point numbers. The program plays the same trial again and again
 * for SECONDS after a warm-up as long, and prints two lines: "arms" with the T arms it chose, and "nanoseconds" with the median of its
 * times a trial. */
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct game {
    int n, rounds;
    double noise_variance, delta, length_scale, variance;
    char kernel[16];
    double *f, *noise;
};

/* Written in each program. What does not depend on the rewards is made once, as an experiment shares it among its trials. */
static void prepare(const struct game *game);
static void play(const struct game *game, int *arms);

/* Rows begin on cache lines and are padded to whole ones. */
static double *doubles(size_t count) {
    size_t bytes = (count * sizeof(double) + 63) / 64 * 64;
    double *memory = aligned_alloc(64, bytes);
    if (!memory) {
        fprintf(stderr, "out of memory\n");
        exit(1);
    }
    memset(memory, 0, bytes);
    return memory;
}

static inline double **rows_of(int rows, int columns) {
    double **pointers = malloc(rows * sizeof(double *));
    for (int i = 0; i < rows; i++) {
        pointers[i] = doubles(columns);
    }
    return pointers;
}

/* k of two points of the grid i / (n - 1): Rasmussen and Williams 2006, eqs. 4.9 and 4.18. */
static double covariance(const struct game *game, int i, int j) {
    double r = fabs((double) i - j) / (game->n - 1) / game->length_scale;
    return game->variance * exp(strcmp(game->kernel, "se") == 0 ? -0.5 * r * r : -r);
}

/* sqrt(beta_t) with beta_t = 2 log(n t^2 pi^2 / (6 delta)) / 5: Srinivas et al. 2010, Theorem 1 and section 6. */
static double width(const struct game *game, int t) {
    return sqrt(0.4 * log(game->n * (double) t * t * M_PI * M_PI / (6 * game->delta)));
}

/* The first arm within 1e-12 of the highest score: the tie rule of the Java programs. */
static inline int first_of_highest(const double *score, double highest) {
    double threshold = highest - 1e-12 * fmax(1, fabs(highest));
    int arm = 0;
    while (score[arm] < threshold) {
        arm++;
    }
    return arm;
}

/* argmax of mean + width sqrt(variance); rounding may leave a variance a little below zero. */
static inline int choose(const double *restrict mean, const double *restrict variance, double *restrict score, int n, double width) {
    double highest[8] = {-INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY};
    for (int j = 0; j < n; j++) {
        score[j] = mean[j] + width * sqrt(variance[j] > 0 ? variance[j] : 0);
    }
    int j = 0;
    for (; j + 8 <= n; j += 8) {    /* eight maxima, which compilers make one or two registers of */
        for (int i = 0; i < 8; i++) {
            highest[i] = score[j + i] > highest[i] ? score[j + i] : highest[i];
        }
    }
    for (; j < n; j++) {
        highest[0] = score[j] > highest[0] ? score[j] : highest[0];
    }
    for (int i = 1; i < 8; i++) {
        highest[0] = highest[i] > highest[0] ? highest[i] : highest[0];
    }
    return first_of_highest(score, highest[0]);
}

static void read_numbers(FILE *file, double *values, int count) {
    for (int i = 0; i < count; i++) {
        if (fscanf(file, "%lf", &values[i]) != 1) {
            fprintf(stderr, "the file of the game ends too soon\n");
            exit(1);
        }
    }
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

#define MOST_TRIALS 100000

int main(int count, char **arguments) {
    FILE *file = count == 3 ? fopen(arguments[1], "r") : NULL;
    if (!file) {
        fprintf(stderr, "usage: %s FILE SECONDS\n", arguments[0]);
        return 2;
    }
    struct game game;
    double numbers[2];
    read_numbers(file, numbers, 2);
    game.n = (int) numbers[0];
    game.rounds = (int) numbers[1];
    if (fscanf(file, "%lf %lf %15s %lf %lf", &game.noise_variance, &game.delta, game.kernel, &game.length_scale, &game.variance) != 5) {
        fprintf(stderr, "the file of the game has another format\n");
        return 1;
    }
    game.f = doubles(game.n);
    game.noise = doubles(game.rounds);
    read_numbers(file, game.f, game.n);
    read_numbers(file, game.noise, game.rounds);
    fclose(file);
    prepare(&game);

    int *arms = malloc(game.rounds * sizeof(int));
    double nanoseconds = atof(arguments[2]) * 1e9;
    double start = now();
    do {
        play(&game, arms);
    } while (now() - start < nanoseconds);
    static double times[MOST_TRIALS];
    int trials = 0;
    start = now();
    do {
        double before = now();
        play(&game, arms);
        times[trials++] = now() - before;
    } while (now() - start < nanoseconds && trials < MOST_TRIALS);
    qsort(times, trials, sizeof(double), ascending);
    printf("arms");
    for (int t = 0; t < game.rounds; t++) {
        printf(" %d", arms[t]);
    }
    printf("\nnanoseconds %.0f\n", (times[trials / 2] + times[(trials - 1) / 2]) / 2);
    return 0;
}
