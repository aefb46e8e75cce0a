"""Logistic regression by stochastic gradient descent on two noisy clouds of points: a program that `regretbench tabulate` can run (Python
standard library only).

usage: python3 train.py --lr=0.1 --decay=0.001 --loss=log --seed=0
The last line of standard output is the accuracy on points that did not train. All random numbers come from the seed.
"""
import argparse
import math
import random

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, required=True, help="step length of the first epoch, > 0")
parser.add_argument("--decay", type=float, default=0.0, help="weight decay")
parser.add_argument("--loss", choices=["log", "hinge"], default="log")
parser.add_argument("--seed", type=int, default=0)
arguments = parser.parse_args()

generator = random.Random(arguments.seed)


def points(count):
    """Pairs of a point with a constant and its class, -1 or 1."""
    for _ in range(count):
        label = generator.choice([-1, 1])
        yield [label * 0.7 + generator.gauss(0, 1), label * 0.4 + generator.gauss(0, 1.5), 1.0], label


training = list(points(60))
validation = list(points(400))
weights = [0.0, 0.0, 0.0]
for epoch in range(5):
    step = arguments.lr / (1 + epoch)
    for point, label in training:
        margin = label * sum(w * x for w, x in zip(weights, point))
        pull = 1 / (1 + math.exp(min(margin, 700))) if arguments.loss == "log" else float(margin < 1)
        weights = [w - step * (arguments.decay * w - pull * label * x) for w, x in zip(weights, point)]
    print("epoch", epoch, "weights", weights)
right = sum(label * sum(w * x for w, x in zip(weights, point)) > 0 for point, label in validation)
print(right / len(validation))
