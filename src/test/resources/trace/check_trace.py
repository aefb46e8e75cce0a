"""Recomputes a regretbench/trace/1 file with a dense solver of its own (Python standard library only).

usage: python3 check_trace.py TRACE.json TOLERANCE
Every mean, standard deviation, information gain and regret of every round, and the final posterior over all arms, from the
arms played, the rewards, the prior covariance and the noise variance alone: Cholesky of K_XX + s2 I anew in each round.
Prints the largest deviation and exits with 1 when it exceeds the tolerance.
"""
import json
import math
import sys


def cholesky(a):
    n = len(a)
    low = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            s = a[i][j] - math.fsum(low[i][k] * low[j][k] for k in range(j))
            low[i][j] = math.sqrt(s) if i == j else s / low[j][j]
    return low


def forward(low, b):
    x = []
    for i, row in enumerate(low):
        x.append((b[i] - math.fsum(row[k] * x[k] for k in range(i))) / row[i])
    return x


def dot(a, b):
    return math.fsum(p * q for p, q in zip(a, b))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        trace = json.load(file)
    tolerance = float(sys.argv[2])
    assert trace["schema"] == "regretbench/trace/1"
    cov, s2, f = trace["priorCovariance"], trace["noiseVariance"], trace["objective"]
    best, worst, regret, played, rewards = max(f), 0.0, 0.0, [], []
    for number, r in enumerate(trace["rounds"], 1):
        assert r["t"] == number
        arm = r["arm"]
        low = cholesky([[cov[i][j] + (s2 if a == b else 0.0) for b, j in enumerate(played)] for a, i in enumerate(played)])
        half = forward(low, [cov[i][arm] for i in played])
        mean = dot(half, forward(low, rewards))
        variance = cov[arm][arm] - dot(half, half)
        regret += best - f[arm]
        played.append(arm)
        rewards.append(r["reward"])
        low = cholesky([[cov[i][j] / s2 + (1.0 if a == b else 0.0) for b, j in enumerate(played)] for a, i in enumerate(played)])
        gain = math.fsum(math.log(low[i][i]) for i in range(number))
        for ours, theirs in ((mean, r["meanBefore"]), (math.sqrt(variance), r["sdBefore"]), (gain, r["informationGain"]),
                             (best - f[arm], r["instantRegret"]), (regret, r["cumulativeRegret"])):
            worst = max(worst, abs(ours - theirs))
    low = cholesky([[cov[i][j] + (s2 if a == b else 0.0) for b, j in enumerate(played)] for a, i in enumerate(played)])
    white = forward(low, rewards)
    for arm in range(len(f)):
        half = forward(low, [cov[i][arm] for i in played])
        worst = max(worst, abs(dot(half, white) - trace["finalPosterior"]["mean"][arm]))
        worst = max(worst, abs(cov[arm][arm] - dot(half, half) - trace["finalPosterior"]["variance"][arm]))
    print("largest deviation %.3g over %d rounds and %d arms" % (worst, len(played), len(f)))
    sys.exit(0 if worst <= tolerance else 1)


main()
