/* Features of the arms, Phi with K = Phi^T Phi, by pivoted Cholesky down to 1e-14 of the trace, and the posterior covariance of their
 * weights: Rasmussen and Williams 2006, section 2.1. */
static double **phi;
static int rank;
static double *weight_covariance, *solved;

static void make_features(const struct game *game) {
    int n = game->n;
    double *left = doubles(n);
    phi = malloc(n * sizeof(double *));
    for (int j = 0; j < n; j++) {
        left[j] = game->variance;
    }
    for (rank = 0; rank < n; rank++) {
        int pivot = 0;
        double trace = 0;
        for (int j = 0; j < n; j++) {
            trace += left[j] > 0 ? left[j] : 0;
            pivot = left[j] > left[pivot] ? j : pivot;
        }
        if (!(trace > 1e-14 * n * game->variance)) {
            break;
        }
        double *row = phi[rank] = doubles(n), root = sqrt(left[pivot]);
        for (int j = 0; j < n; j++) {
            double value = covariance(game, pivot, j);
            for (int k = 0; k < rank; k++) {
                value -= phi[k][pivot] * phi[k][j];
            }
            row[j] = value / root;
        }
        for (int j = 0; j < n; j++) {
            left[j] -= row[j] * row[j];
        }
        left[pivot] = 0;
    }
    weight_covariance = doubles((size_t) rank * rank);
    solved = doubles(rank);
}

static void reset_weights(void) {
    for (int i = 0; i < rank * rank; i++) {
        weight_covariance[i] = i % (rank + 1) == 0;
    }
}

/* solved = S phi_a; returns phi_a^T S phi_a, the variance of the arm, and takes the arm into S = cov(weights). */
static double solve_and_observe(int arm, double noise_variance) {
    double variance = 0;
    for (int k = 0; k < rank; k++) {
        double sum = 0;
        for (int l = 0; l < rank; l++) {
            sum += weight_covariance[k * rank + l] * phi[l][arm];
        }
        solved[k] = sum;
        variance += sum * phi[k][arm];
    }
    double scale = 1 / (variance + noise_variance);
    for (int k = 0; k < rank; k++) {
        for (int l = 0; l < rank; l++) {
            weight_covariance[k * rank + l] -= scale * solved[k] * solved[l];
        }
    }
    return variance;
}
