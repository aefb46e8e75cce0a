"""Shared high-precision (50+ digit) reference implementations for the GP-bandit golden tables.

Every input number is first rounded to the nearest IEEE double (what a Java test would parse),
then everything is computed in mpmath with 60 significant digits; outputs are printed with 25 digits.
Run any gen_*.py with python3 (mpmath needed); it reads inputs.json next to it and writes a CSV next to it.
"""
import json, os, sys, csv, itertools
from mpmath import mp, mpf, matrix, log, exp, sqrt, pi, erfc, quad, inf, besselk, gamma, sin, nstr, findroot, ncdf, npdf
mp.dps = 60
HERE = os.path.dirname(os.path.abspath(__file__))
DIG = 25

def D(x):
    """decimal/double -> mpf of the nearest double"""
    return mpf(float(x))
def V(xs):
    return [D(x) for x in xs]
def inputs(section):
    with open(os.path.join(HERE, "inputs.json")) as f:
        return json.load(f)[section]
def S(v):
    if isinstance(v, str): return v
    if isinstance(v, bool): return str(v).lower()
    if isinstance(v, int): return str(v)
    return nstr(v, DIG, strip_zeros=False, min_fixed=-5, max_fixed=20)
def vec(xs):
    """vector of plain doubles -> 'a;b;c' with shortest repr"""
    return ";".join(repr(float(x)) if not float(x).is_integer() else repr(float(x)) for x in xs)
def params(d):
    out = []
    for k, v in d.items():
        out.append(k + "=" + ("|".join(repr(float(t)) for t in v) if isinstance(v, list) else (repr(float(v)) if not isinstance(v, str) else v)))
    return ";".join(out)
def write(name, header, rows):
    with open(os.path.join(HERE, name), "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(header)
        for r in rows: w.writerow([S(c) for c in r])
    print("%s: %d rows" % (name, len(rows)))

# ---------------------------------------------------------------- kernels
def sq(x, y): return sum((a - b) ** 2 for a, b in zip(x, y))
def dot(x, y): return sum(a * b for a, b in zip(x, y))
def scaled_r(x, y, ls):
    if isinstance(ls, list): return sqrt(sum(((a - b) / l) ** 2 for a, b, l in zip(x, y, ls)))
    return sqrt(sq(x, y)) / ls
def matern_unit(nu, r):
    """r = ||x-x'||/ell"""
    if r == 0: return mpf(1)
    u = sqrt(2 * nu) * r
    return 2 ** (1 - nu) / gamma(nu) * u ** nu * besselk(nu, u)
def kern(name, p, x, y):
    """p: dict of doubles (or lists) ; x,y lists of mpf"""
    def g(k, default=None):
        v = p.get(k, default)
        if isinstance(v, list): return [D(t) for t in v]
        return D(v) if v is not None else None
    s2 = g("variance", 1.0)
    if name == "linear": return s2 * dot(x, y) + g("bias", 0.0)
    if name == "polynomial": return (g("scale", 1.0) * dot(x, y) + g("bias", 1.0)) ** int(p["degree"])
    if name == "se": return s2 * exp(-scaled_r(x, y, g("lengthscale")) ** 2 / 2)
    if name == "matern": return s2 * matern_unit(g("nu"), scaled_r(x, y, g("lengthscale")))
    if name == "rq":
        a = g("alpha"); return s2 * (1 + scaled_r(x, y, g("lengthscale")) ** 2 / (2 * a)) ** (-a)
    if name == "periodic":
        per = g("period"); l = g("lengthscale")
        return s2 * exp(-2 * sum(sin(pi * (a - b) / per) ** 2 for a, b in zip(x, y)) / l ** 2)
    if name == "gammaexp":
        r = scaled_r(x, y, g("lengthscale")); return s2 * (exp(-r ** g("gamma")) if r > 0 else mpf(1))
    if name == "wiener": return s2 * min(x[0], y[0])
    if name == "brownianbridge": return s2 * (min(x[0], y[0]) - x[0] * y[0])
    if name == "integratedwiener":
        m = min(x[0], y[0]); return s2 * (m ** 3 / 3 + abs(x[0] - y[0]) * m ** 2 / 2)
    if name == "overlap": return s2 * mpf(sum(1 for a, b in zip(x, y) if a == b)) / len(x)
    if name == "hammingexp":
        th = g("theta"); return s2 * exp(-sum(t for t, a, b in zip(th, x, y) if a != b) / len(x))
    if name == "piecewisepoly":
        q = int(p["q"]); j = len(x) // 2 + q + 1; r = scaled_r(x, y, g("lengthscale")); m = max(mpf(0), 1 - r)
        if q == 0: return s2 * m ** j
        if q == 1: return s2 * m ** (j + 1) * ((j + 1) * r + 1)
        if q == 2: return s2 * m ** (j + 2) * ((j * j + 4 * j + 3) * r * r + (3 * j + 6) * r + 3) / 3
        if q == 3: return s2 * m ** (j + 3) * ((j**3 + 9*j*j + 23*j + 15) * r**3 + (6*j*j + 36*j + 45) * r * r + (15*j + 45) * r + 15) / 15
    if name == "se+linear": return s2 * exp(-scaled_r(x, y, g("lengthscale")) ** 2 / 2) + g("linvariance") * dot(x, y)
    if name == "se*periodic":
        per = g("period"); l = g("plengthscale")
        return s2 * exp(-scaled_r(x, y, g("lengthscale")) ** 2 / 2) * exp(-2 * sum(sin(pi * (a - b) / per) ** 2 for a, b in zip(x, y)) / l ** 2)
    raise ValueError(name)
def gram(name, p, X, Y=None):
    Y = X if Y is None else Y
    M = matrix(len(X), len(Y))
    for i, x in enumerate(X):
        for j, y in enumerate(Y): M[i, j] = kern(name, p, x, y)
    return M

# ---------------------------------------------------------------- linear algebra
def chol(A): return mp.cholesky(A)
def logdet(A):
    L = chol(A); return 2 * sum(log(L[i, i]) for i in range(A.rows))
def solve(A, b): return mp.lu_solve(A, b)
def inv(A): return A ** -1
def submat(K, idx):
    M = matrix(len(idx), len(idx))
    for a, i in enumerate(idx):
        for b, j in enumerate(idx): M[a, b] = K[i, j]
    return M
def eye(n): return mp.eye(n)
def info(K, idx, s2):
    if not idx: return mpf(0)
    return logdet(eye(len(idx)) + submat(K, list(idx)) / s2) / 2
def eigs(K):
    E = mp.eigsy(K, eigvals_only=True)
    return sorted([E[i] for i in range(len(E))], reverse=True)
def postcov(K, idx, s2):
    """posterior covariance over the whole finite domain after observing idx (with repeats)"""
    C = K.copy()
    n = K.rows
    for j in idx:
        c = [C[i, j] for i in range(n)]; den = s2 + C[j, j]
        for a in range(n):
            for b in range(n): C[a, b] -= c[a] * c[b] / den
    return C

# ---------------------------------------------------------------- gaussian helpers
def Phi(z): return erfc(-z / sqrt(mpf(2))) / 2
def phi(z): return exp(-z * z / 2) / sqrt(2 * pi)
def h(z): return phi(z) + z * Phi(z)      # E[(Z+z)_+]
def probit(p):
    p = mpf(p)
    if p == mpf(1) / 2: return mpf(0)
    q = min(p, 1 - p)
    z0 = -sqrt(max(mpf('1e-30'), -2 * log(q)))
    # bracketed bisection then Newton on log Phi
    lo, hi = z0 - 2, mpf(0)
    for _ in range(60):
        m = (lo + hi) / 2
        if Phi(m) < q: lo = m
        else: hi = m
    z = (lo + hi) / 2
    for _ in range(12):
        z -= (Phi(z) - q) / phi(z)
    return z if p < mpf(1) / 2 else -z
