"""Reference values for src/statistics, by SciPy: python3 test/golden/statistics.py > test/golden/statistics.json"""

import json
import numpy as np
import scipy
from scipy import optimize, stats


def clopper(passes, n, level=0.95):
    ci = stats.binomtest(passes, n).proportion_ci(level, method="exact")
    return [ci.low, ci.high]


def between(low, high, n, x, tail):
    """Mid-P limits for effective counts, from the regularized incomplete beta function."""
    at_least = lambda p: 1.0 if x <= 0 else stats.beta.cdf(p, x, n - x + 1)
    above = lambda p: 0.0 if x >= n else stats.beta.cdf(p, x + 1, n - x)
    middle = lambda p: (at_least(p) + above(p)) / 2
    return [
        0.0 if x <= 0 else optimize.brentq(lambda p: middle(p) - tail, low, high, xtol=1e-14),
        1.0 if x >= n else optimize.brentq(lambda p: middle(p) - 1 + tail, low, high, xtol=1e-14),
    ]


def mid_p(passes, n, level=0.95):
    return between(1e-15, 1 - 1e-15, n, passes, (1 - level) / 2)


def beta_limits(x, n, level=0.95):
    tail = (1 - level) / 2
    return [0.0 if x <= 0 else stats.beta.ppf(tail, x, n - x + 1), 1.0 if x >= n else stats.beta.ppf(1 - tail, x + 1, n - x)]


def effective(shares, weights, level=0.95):
    shares, weights = np.array(shares, float), np.array(weights, float)
    total = weights.sum()
    center = (weights * shares).sum() / total
    tasks = total**2 / (weights**2).sum()
    bernoulli = center * (1 - center)
    if bernoulli <= 1e-12:
        return tasks, center
    variance = (((weights * (shares - center)) ** 2).sum() + 0.25 * bernoulli * (weights**2).sum() / tasks) / total**2
    variance *= tasks / max(0.25, tasks - 0.75)
    ratio = stats.t.ppf((1 + level) / 2, max(0.5, tasks - 1)) / stats.norm.ppf((1 + level) / 2)
    return bernoulli / variance / ratio**2, center


def rate(passes, trials):
    n, center = effective([p / t for p, t in zip(passes, trials)], trials)
    n = min(n, sum(trials))
    even = len(set(trials)) == 1
    return mid_p(center * n, n) if even else beta_limits(center * n, n)


def score(values):
    n, center = effective(values, [1] * len(values))
    return mid_p(center * n, n)


def skewed(values, level=0.95):
    """The wider of Student's t and Hall's transformation, which is inverted by root finding here."""
    x = np.array(values, float)
    n, center, error = len(x), x.mean(), stats.sem(x)
    a = 1.5 * stats.skew(x, bias=False) / np.sqrt(n)
    q = stats.t.ppf((1 + level) / 2, n - 1)
    g = lambda t: t + a * t**2 / 3 + a**2 * t**3 / 27 + a / 6
    up = optimize.brentq(lambda t: g(t) - q, -1e3, 1e3, xtol=1e-13)
    down = optimize.brentq(lambda t: g(t) + q, -1e3, 1e3, xtol=1e-13)
    return [center - error * max(q, up), center + error * max(q, -down)]


def sign_power(discordance, delta, n, alpha):
    """Power of the exact two-sided test of discordant pairs."""
    found = 0.0
    for pairs in range(1, n + 1):
        wins = next((w for w in range(pairs // 2 + 1, pairs + 1) if 2 * stats.binom.sf(w - 1, pairs, 0.5) < alpha), None)
        if wins is not None:
            found += stats.binom.pmf(pairs, n, discordance) * stats.binom.sf(wins - 1, pairs, (1 + delta / discordance) / 2)
    return found


def smallest(discordance, n, alpha):
    return optimize.brentq(lambda d: sign_power(min(1, max(d, (discordance + np.hypot(discordance, d)) / 2)), d, n, alpha) - 0.8, 1e-6, 1)


exponential = [round(float(stats.expon.ppf((i + 0.5) / 24)), 6) for i in range(24)]
cascade = [0.3 if i % 5 else 4.1 for i in range(40)]
even = [round(float(stats.norm.ppf((i + 0.5) / 12)), 6) for i in range(12)]
tasks = {"passes": [1, 0, 3, 15, 9, 1, 1, 0, 2, 1], "trials": [1, 1, 3, 15, 15, 1, 1, 1, 3, 1]}
thrice = {"passes": [3, 3, 2, 0, 1, 3, 3, 2], "trials": [3] * 8}
scores = [1, 1, 1, 0.875, 1, 0.5, 1, 1, 0.75, 1, 1, 1]

print(
    json.dumps(
        {
            "command": "python3 test/golden/statistics.py > test/golden/statistics.json",
            "scipy": scipy.__version__,
            "clopperPearson": [{"passes": x, "n": n, "ci": clopper(x, n)} for x, n in [(34, 45), (0, 10), (10, 10), (3, 8), (199, 200)]],
            "midP": [{"passes": x, "n": n, "ci": mid_p(x, n)} for x, n in [(34, 45), (0, 10), (10, 10), (1, 2), (57, 60), (7.25, 9.5)]],
            "rates": [{**t, "ci": rate(**t)} for t in [tasks, thrice]],
            "scores": [{"values": v, "ci": score(v)} for v in [scores, [0.5] * 6, [0.1, 0.9, 0.4]]],
            "skewedMeans": [{"values": v, "level": level, "ci": skewed(v, level)} for v in [exponential, cascade, even] for level in [0.95, 0.995]],
            "smallest": [
                {"discordance": d, "n": n, "alpha": a, "delta": smallest(d, n, a)} for d, n, a in [(0.3, 50, 0.05), (0.3, 50, 0.005), (0.2, 200, 0.01), (0.1, 30, 0.05)]
            ],
        },
        indent=1,
    )
)
