"""marginal_likelihood.csv: log density of ALL values under the N x N covariance (no sufficient statistics), and its derivatives by the logs of
the kernel's parameters and of the noise variance: central differences with step 1e-20 at 60 digits. Matern by the Bessel function for every nu.
Where `mean` is empty it is the generalised least squares one, found anew at each step."""
import mpmath as mp
import random
mp.mp.dps = 60
M = mp.mpf
def r(x, y, l):
    l = l if len(l) == len(x) else l * len(x)
    return mp.sqrt(sum(((a - b) / c) ** 2 for a, b, c in zip(x, y, l)))
def matern(nu, r):
    if r == 0: return M(1)
    u = mp.sqrt(2 * nu) * r
    return 2 ** (1 - nu) / mp.gamma(nu) * u ** nu * mp.besselk(nu, u)
def periodic(x, y, p, l):
    p = p if len(p) == len(x) else p * len(x); l = l if len(l) == len(x) else l * len(x)
    return mp.exp(-2 * sum(mp.sin(mp.pi * (a - b) / q) ** 2 / s ** 2 for a, b, q, s in zip(x, y, p, l)))
se = lambda r: mp.exp(-r * r / 2)
rq = lambda a, r: (1 + r * r / (2 * a)) ** (-a)
# kernel as the template writes it, one length scale per dimension?, numbers in the order of the template, k(x, y) of the numbers
KERNELS = [
    ("se", 0, [1.3, 0.4], lambda t, x, y: t[0] * se(r(x, y, t[1:]))),
    ("se", 1, [1.3, 0.4, 0.9], lambda t, x, y: t[0] * se(r(x, y, t[1:]))),
    ("matern(nu=0.5)", 1, [0.7, 0.5, 1.1], lambda t, x, y: t[0] * matern(M("0.5"), r(x, y, t[1:]))),
    ("matern(nu=1.5)", 0, [0.7, 0.3], lambda t, x, y: t[0] * matern(M("1.5"), r(x, y, t[1:]))),
    ("matern(nu=2.5)", 1, [2.1, 0.3, 0.6], lambda t, x, y: t[0] * matern(M("2.5"), r(x, y, t[1:]))),
    ("matern(nu=3.5)", 1, [2.1, 0.3, 0.6], lambda t, x, y: t[0] * matern(M("3.5"), r(x, y, t[1:]))),
    ("matern(nu=1.8)", 0, [0.9, 0.35], lambda t, x, y: t[0] * matern(M(1.8), r(x, y, t[1:]))),
    ("rq", 0, [1.1, 0.8, 0.4], lambda t, x, y: t[0] * rq(t[1], r(x, y, t[2:]))),
    ("rq", 1, [1.1, 75.0, 0.4, 0.7], lambda t, x, y: t[0] * rq(t[1], r(x, y, t[2:]))),
    ("periodic", 0, [0.8, 0.45, 1.2], lambda t, x, y: t[0] * periodic(x, y, t[1:2], t[2:])),
    ("periodic", 1, [0.8, 0.45, 0.6, 1.2, 0.9], lambda t, x, y: t[0] * periodic(x, y, t[1:3], t[3:])),
    ("se + matern(nu=1.5)", 1, [0.6, 0.4, 0.8, 1.5, 1.0, 2.0], lambda t, x, y: t[0] * se(r(x, y, t[1:3])) + t[3] * matern(M("1.5"), r(x, y, t[4:]))),
    ("0.5 * rq * periodic + linear(bias=0.25)", 0, [0.9, 0.6, 0.7, 1.1, 0.3],
     lambda t, x, y: M("0.5") * rq(t[0], r(x, y, t[1:2])) * periodic(x, y, t[2:3], t[3:4]) + t[4] * sum(a * b for a, b in zip(x, y)) + M("0.25")),
    ("matern(nu=2.5) * (constant + se)", 0, [1.4, 0.5, 0.9], lambda t, x, y: t[0] * matern(M("2.5"), r(x, y, t[1:2])) * (1 + se(r(x, y, t[2:3])))),
    ("white + gammaexp(gamma=1.5;lengthscale=0.4)".replace(";", "@"), 0, [0.2, 1.2],
     lambda t, x, y: (t[0] if x == y else 0) + t[1] * mp.exp(-r(x, y, [M(0.4)]) ** M("1.5"))),
]
random.seed(20261128)
def likelihood(k, t, s2, X, Y, mean):
    rows = [i for i, y in enumerate(Y) for _ in y]; y = mp.matrix([v for row in Y for v in row]); n = len(rows)
    A = mp.matrix(n, n)
    for a in range(n):
        for b in range(n): A[a, b] = k(t, X[rows[a]], X[rows[b]]) + (s2 if a == b else 0)
    L = mp.cholesky(A); one = mp.matrix([1] * n); z = mp.lu_solve(A, one)
    m = (z.T * y)[0] / (z.T * one)[0] if mean is None else mean
    d = y - one * m
    return -((d.T * mp.lu_solve(A, d))[0]) / 2 - sum(mp.log(L[i, i]) for i in range(n)) - n * mp.log(2 * mp.pi) / 2, m
num = lambda v: mp.nstr(v, 25, strip_zeros=False)
with open("marginal_likelihood.csv", "w") as out:
    out.write("kernel,ard,parameters,noise_variance,mean,X,values,log_likelihood,fitted_mean,gradient\n")
    for c, (name, ard, t, k) in enumerate(KERNELS):
        n = 6; X = [[round(random.random(), 3), round(random.random(), 3)] for _ in range(n)]
        Y = [[round(random.gauss(0.4, 1), 3) for _ in range(1 if c % 3 == 0 else 1 + (i + c) % 3)] for i in range(n)]
        s2 = [0.05, 0.3, 0.01][c % 3]; mean = None if c % 2 == 0 else 0.25
        MX = [[M(v) for v in x] for x in X]; MY = [[M(v) for v in y] for y in Y]; mt = [M(v) for v in t] + [M(s2)]; mm = None if mean is None else M(mean)
        f = lambda u: likelihood(k, u[:-1], u[-1], MX, MY, mm)
        h = M(10) ** -20; value, m = f(mt); g = []
        for p in range(len(mt)):
            up = list(mt); up[p] *= mp.exp(h); dn = list(mt); dn[p] *= mp.exp(-h); g.append((f(up)[0] - f(dn)[0]) / (2 * h))
        out.write(",".join([name, str(ard), ";".join(map(repr, t)), repr(s2), "" if mean is None else repr(mean), "/".join(";".join(map(repr, x)) for x in X),
                            "/".join(";".join(map(repr, y)) for y in Y), num(value), num(m), ";".join(map(num, g))]) + "\n")
