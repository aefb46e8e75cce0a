"""What the work of a panel of Figure 5 takes in the best simple numpy (see rows.py): its seven policies, trial by trial.

usage: python3 figure5.py TRACE.json TRIALS - TRACE.json from `regretbench trace`, for the kernel, noise and number of rounds. Objectives
are drawn from the prior: what they are does not change the work. Prints the processor time in seconds.
"""
import json
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402
from scipy.special import ndtr  # noqa: E402

from rows import gp_ucb, play  # noqa: E402


def covariance(trace):
    if "priorCovariance" in trace:
        return np.array(trace["priorCovariance"])
    assert trace["kernel"] == "0.5 * se(lengthscale=0.2)", "beyond 512 arms this program knows the kernel of Figure 5a alone"
    x = np.array(trace["arms"])[:, 0]
    return 0.5 * np.exp(-0.5 * (np.subtract.outer(x, x) / 0.2) ** 2)


def incumbent(mean, arms):
    return max(mean[arms]) if arms else 0.0


def expected_improvement(mean, variance, t, arms):
    s = np.sqrt(np.maximum(variance, 1e-300))
    z = (mean - incumbent(mean, arms)) / s
    return s * (z * ndtr(z) + np.exp(-0.5 * z * z) / np.sqrt(2 * np.pi))


def probability_of_improvement(xi):
    return lambda mean, variance, t, arms: (mean - incumbent(mean, arms) - xi) / np.sqrt(np.maximum(variance, 1e-300))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        trace = json.load(file)
    trials, s2, delta, rounds = int(sys.argv[2]), trace["noiseVariance"], trace["delta"], len(trace["rounds"])
    random = np.random.default_rng(2010)
    start = time.process_time()
    k = covariance(trace)
    values, vectors = np.linalg.eigh(k)
    root = vectors * np.sqrt(np.maximum(values, 0))
    policies = [lambda m, v, t, a: gp_ucb(m, v, t, delta),
                lambda m, v, t, a: m + np.sqrt(2 * np.log(len(m) * t * t * np.pi ** 2 / (6 * delta)) * np.maximum(v, 0)),
                expected_improvement, probability_of_improvement(0.05), lambda m, v, t, a: m, lambda m, v, t, a: v,
                lambda m, v, t, a: random.random(len(m))]
    for _ in range(trials):
        f, noise = root @ random.standard_normal(len(k)), np.sqrt(s2) * random.standard_normal(rounds)
        for score in policies:
            play(k, s2, f, noise, score)
    print("seconds %.2f" % (time.process_time() - start))


if __name__ == "__main__":
    main()
