package io.github.regretbench.theory;

import io.github.regretbench.gp.FractionalDesign;

/**
 * Exchanges of plays between arms that raise the information gain.
 *
 * <p>Regularised D-optimal design: V(T) = max over real plays m_x >= 0, sum m_x = T, of 1/2 log det(I + sum_x m_x phi_x phi_x^T / s2) >=
 * gamma_T, by vertex exchange. Each step moves mass from the played arm of smallest variance to the arm of largest variance, by the
 * exact line search; with u_x = sigma_w^2(x) / s2 and u_xy the covariance over s2, (u_x - u_y) / (2 (u_x u_y - u_xy^2)). O(n r + r^2) a
 * step. Boehning, Metrika 33, 1986.
 */
final class OptimalDesign {
    /** Updates between two fresh computations, so that rounding does not pile up; or r of them, by when they have cost as much. */
    private static final int RENEW_EVERY = 200;
    /** An exchange that multiplies det A by less than 1 + this could be rounding, and go on for ever. */
    private static final double WORTHWHILE = 1e-9;

    private OptimalDesign() {
    }

    /**
     * Improves a design until its gap is at most {@code tolerance} nats, or {@code mostSteps} are done; leaves it computed anew.
     *
     * @return the certificate of the improved design
     */
    static DesignCertificate improve(FractionalDesign design, double tolerance, int mostSteps) {
        int sinceRenewal = 0;
        for (int step = 0; step < mostSteps; step++) {
            if (gap(design) <= tolerance) {
                if (sinceRenewal == 0) {
                    break;
                }
                design.renew();
                sinceRenewal = 0;
            } else if (!exchange(design)) {
                break;
            } else if (++sinceRenewal >= Math.max(RENEW_EVERY, design.dimension())) {
                design.renew();
                sinceRenewal = 0;
            }
        }
        design.renew();
        return DesignCertificate.of(design);
    }

    /**
     * Raises the gain of a whole number of plays by exchanges of single plays, while a play of an arm of least variance is better spent on
     * any other arm, or the arm of largest variance deserves a play of any other. With u as above the exchange of y for x gains
     * 1/2 log((1 + u_x) (1 - u_y) + u_xy^2). Leaves the design computed anew.
     */
    static void exchangePlays(FractionalDesign design, int mostSteps) {
        double[] covariances = new double[design.size()];
        int every = Math.max(RENEW_EVERY, design.dimension());
        for (int step = 0; step < mostSteps && exchangePlay(design, covariances); step++) {
            if (step % every == every - 1) {
                design.renew();
            }
        }
        design.renew();
    }

    private static boolean exchangePlay(FractionalDesign design, double[] covariances) {
        int most = mostVariable(design);
        int least = leastVariable(design);
        int in = most;
        int out = least;
        double best = 1 + WORTHWHILE;
        design.covariances(least, covariances);
        for (int x = 0; x < design.size(); x++) {
            double factor = factor(design, x, least, covariances[x]);
            if (factor > best && x != least) {
                best = factor;
                in = x;
            }
        }
        design.covariances(most, covariances);
        for (int y = 0; y < design.size(); y++) {
            double factor = design.plays(y) >= 1 && y != most ? factor(design, most, y, covariances[y]) : 0;
            if (factor > best) {
                best = factor;
                in = most;
                out = y;
            }
        }
        if (best > 1 + WORTHWHILE) {
            design.add(in, 1);
            design.add(out, -1);
            return true;
        }
        return false;
    }

    /** The factor by which det A grows when one play of y goes to x. */
    private static double factor(FractionalDesign design, int x, int y, double covariance) {
        double s2 = design.noiseVariance();
        return (1 + design.variance(x) / s2) * (1 - design.variance(y) / s2) + covariance / s2 * (covariance / s2);
    }

    static int mostVariable(FractionalDesign design) {
        int most = 0;
        for (int x = 1; x < design.size(); x++) {
            most = design.variance(x) > design.variance(most) ? x : most;
        }
        return most;
    }

    private static int leastVariable(FractionalDesign design) {
        int least = -1;
        for (int x = 0; x < design.size(); x++) {
            least = design.plays(x) > 0 && (least < 0 || design.variance(x) < design.variance(least)) ? x : least;
        }
        return least;
    }

    private static double gap(FractionalDesign design) {
        double horizon = 0;
        double maximum = 0;
        for (int x = 0; x < design.size(); x++) {
            horizon += design.plays(x);
            maximum = Math.max(maximum, design.variance(x));
        }
        return 0.5 * (horizon * maximum / design.noiseVariance() - design.effectiveDimension());
    }

    /** One exchange; false when there is nothing to move. */
    private static boolean exchange(FractionalDesign design) {
        int most = mostVariable(design);
        int least = leastVariable(design);
        double gain = (design.variance(most) - design.variance(least)) / design.noiseVariance();
        if (!(gain > 0)) {
            return false;
        }
        double covariance = design.covariance(most, least) / design.noiseVariance();
        double curvature = design.variance(most) / design.noiseVariance() * design.variance(least) / design.noiseVariance()
                - covariance * covariance;
        double mass = curvature > 0 ? Math.min(design.plays(least), gain / (2 * curvature)) : design.plays(least);
        design.add(most, mass);
        design.add(least, -mass);
        return true;
    }
}
