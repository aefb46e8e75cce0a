"""GP-UCB as a program of its own, for schema regretbench/policy/1 (Python standard library only).

usage: python3 gp_ucb.py [FACTOR]
Plays argmax mean(x) + sqrt(FACTOR beta_t) sd(x) with beta_t = 2 log(n t^2 pi^2 / (6 delta)), FACTOR 1 unless given: Srinivas et al. 2010,
Theorem 1. Scores within 1e-12 of the highest, or of the signal's deviation where that is larger, tie, and the lowest index is played.
"""
import json
import math
import sys
import time


class Posterior:
    """The exact posterior over all arms; each observation is a rank-one correction of the prior covariance."""

    def __init__(self, prior_covariance, noise_variance):
        self.prior = prior_covariance
        self.noise_variance = noise_variance
        self.mean = [0.0] * len(prior_covariance)
        self.variance = [row[i] for i, row in enumerate(prior_covariance)]
        # The power of two next to the largest prior deviation: a tolerance must not depend on the unit that f is measured in.
        mantissa, exponent = math.frexp(math.sqrt(max(self.variance)))
        self.unit = math.ldexp(1.0, exponent if 2 * mantissa >= 2 ** 0.25 else exponent - 1)
        self.corrections = []

    def observe(self, arm, reward):
        column = self.prior[arm]
        for row in self.corrections:
            factor = row[arm]
            column = [c - factor * r for c, r in zip(column, row)]
        total = self.variance[arm] + self.noise_variance
        step = (reward - self.mean[arm]) / total
        self.mean = [m + c * step for m, c in zip(self.mean, column)]
        self.variance = [max(0.0, v - c * c / total) for v, c in zip(self.variance, column)]
        root = math.sqrt(total)
        self.corrections.append([c / root for c in column])


def choose(posterior, beta):
    width = math.sqrt(beta)
    scores = [m + width * math.sqrt(v) for m, v in zip(posterior.mean, posterior.variance)]
    highest = max(scores)
    threshold = highest - 1e-12 * max(posterior.unit, abs(highest))
    return next(arm for arm, score in enumerate(scores) if score >= threshold)


def main():
    factor = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    spent = 0
    for line in sys.stdin:
        began = time.perf_counter_ns()
        message = json.loads(line)
        reply = None
        if message["type"] == "start":
            if "priorCovariance" not in message:
                sys.exit("gp_ucb.py plays on up to 1000 arms, for which it is given the prior covariance")
            arms, delta = len(message["arms"]), message["delta"]
            posterior = Posterior(message["priorCovariance"], message["noiseVariance"])
            reply = {"type": "ready", "schema": "regretbench/policy/1"}
        elif message["type"] == "ask":
            t = message["t"]
            beta = factor * 2 * math.log(arms * t * t * math.pi ** 2 / (6 * delta))
            reply = {"type": "arm", "t": t, "arm": choose(posterior, beta)}
        elif message["type"] == "tell":
            posterior.observe(message["arm"], message["reward"])
        elif message["type"] == "end":
            return
        spent += time.perf_counter_ns() - began
        if reply is not None:
            if reply["type"] == "arm":
                reply["nanos"] = spent
            spent = 0
            print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
