"""The best simple numpy program for one trial: a row of V = L^-1 K_X. appended each round, a rank-one update of all arms.

usage: python3 rows.py FILE SECONDS - the same game and the same two lines of output as the C programs (see ../c/trial.h).
"""
import os
import statistics
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402


def read_game(path):
    with open(path, encoding="utf-8") as file:
        words = file.read().split()
    n, rounds = int(words[0]), int(words[1])
    noise_variance, delta, length_scale, variance = (float.fromhex(words[i]) for i in (2, 3, 5, 6))
    numbers = np.array([float.fromhex(w) for w in words[7:]])
    grid = np.arange(n) / (n - 1)
    r = np.abs(np.subtract.outer(grid, grid)) / length_scale
    k = variance * np.exp(-0.5 * r * r if words[4] == "se" else -r)
    return k, noise_variance, delta, numbers[:n], numbers[n:]


def gp_ucb(mean, variance, t, delta):
    width = np.sqrt(0.4 * np.log(len(mean) * t * t * np.pi ** 2 / (6 * delta)))
    return mean + width * np.sqrt(np.maximum(variance, 0))


def play(k, noise_variance, f, noise, score):
    """The arms of one trial; score(mean, variance, t, arms so far) of each arm."""
    rounds = len(noise)
    mean, variance = np.zeros(len(k)), k.diagonal().copy()
    v = np.empty((rounds, len(k)))
    arms = []
    for t in range(1, rounds + 1):
        values = score(mean, variance, t, arms)
        highest = values.max()
        arm = int(np.argmax(values >= highest - 1e-12 * max(1, abs(highest))))
        c = k[arm] - v[:t - 1, arm] @ v[:t - 1]
        pivot = np.sqrt(c[arm] + noise_variance)
        c /= pivot
        mean += c * ((f[arm] + noise[t - 1] - mean[arm]) / pivot)
        variance -= c * c
        v[t - 1] = c
        arms.append(arm)
    return arms


def main():
    k, noise_variance, delta, f, noise = read_game(sys.argv[1])
    seconds = float(sys.argv[2])
    times = []
    start = time.process_time()
    while not times or time.process_time() - start < 2 * seconds:
        before = time.process_time()
        arms = play(k, noise_variance, f, noise, lambda mean, variance, t, _: gp_ucb(mean, variance, t, delta))
        times.append(time.process_time() - before)
    print("arms", *arms)
    print("nanoseconds %.0f" % (1e9 * statistics.median(times[len(times) // 2:])))


if __name__ == "__main__":
    main()
