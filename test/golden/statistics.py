"""Reference values for src/statistics, by SciPy (drawn data stands in the file): python3 test/golden/statistics.py > test/golden/statistics.json"""

import json
import numpy as np
import scipy
from scipy import integrate, optimize, special, stats


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


def effective(shares, level=0.95):
    shares = np.array(shares, float)
    tasks, center = len(shares), shares.mean()
    bernoulli = center * (1 - center)
    if bernoulli <= 1e-12:
        return tasks, center
    variance = (((shares - center) ** 2).sum() + 0.25 * bernoulli) / tasks**2
    variance *= tasks / max(0.25, tasks - 0.75)
    ratio = stats.t.ppf((1 + level) / 2, max(0.5, tasks - 1)) / stats.norm.ppf((1 + level) / 2)
    return bernoulli / variance / ratio**2, center


def rate(passes, trials, level=0.95):
    n, center = effective([p / t for p, t in zip(passes, trials)], level)
    n = min(n, sum(trials))
    return mid_p(center * n, n, level)


def score(values):
    n, center = effective(values)
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


def discordance_at(rate, discordance, more):
    """The share of discordant pairs after a shift, the odds ratio of the joint table kept: its cell is found by root finding."""
    both, neither, half = max(1e-6, rate - discordance / 2), max(1e-6, 1 - rate - discordance / 2), discordance / 2
    odds, own = np.log(both * neither / half**2), rate + more
    low, high = max(0, own + rate - 1), min(own, rate)
    if high - low < 1e-9:
        return max(abs(more), own + rate - 2 * high)
    inside = (high - low) * 1e-12
    gap = lambda joint: np.log(joint * (1 - own - rate + joint) / ((own - joint) * (rate - joint))) - odds
    joint = optimize.brentq(gap, low + inside, high - inside, xtol=1e-16)
    return min(1, max(abs(more), own + rate - 2 * joint))


def smallest(rate, discordance, side, n, alpha):
    """The difference on one side that is found with 80%; none where not even the whole way is."""
    power = lambda d: sign_power(discordance_at(rate, discordance, side * d), d, n, alpha) - 0.8
    most = 1 - rate if side > 0 else rate
    return None if power(most) < 0 else optimize.brentq(power, 1e-6, most)


def smallest_cost(a, b, side, alpha):
    """The first topology's costs scaled until the difference, less the bar and what the test takes, is as large as four in five reach."""

    def left(log):
        own = a * np.exp(side * log) * b.mean() / a.mean()
        found = cost_row(own, b)
        if found["p"] is None:
            return -np.inf
        d = own - b
        low, high = skewed(d, 1 - alpha)
        reach = d.mean() - low if d.mean() > 0 else high - d.mean()
        return abs(d.mean()) - reach - found["bar"] - stats.t.ppf(0.85, len(d) - 1) * stats.sem(d)

    if left(np.log(20)) < 0:
        return None
    log = optimize.brentq(lambda x: max(left(x), -1e9), 0, np.log(20), xtol=1e-12)
    return abs(np.exp(side * log) - 1) * b.mean()


def difference(values, repetitions, level=0.95):
    """Half a trial more in each cell (Agresti and Min) where differences are counts of trials; else as any skewed mean."""
    d = np.array(values, float)
    grid = next((k for k in range(1, repetitions + 1) if np.allclose(d * k, np.round(d * k), atol=1e-9)), None)
    if grid is None:
        return list(np.clip(skewed(d, level), -1, 1))
    cells = np.concatenate([d, [1 / grid**0.5, -1 / grid**0.5]])
    n = len(d) + 2 / grid
    center, square = d.sum() / n, ((cells**2).sum() - 1 / grid) / n
    reach = stats.norm.ppf((1 + level) / 2) * np.sqrt((square - center**2) / n)
    return [max(-1, center - reach), min(1, center + reach)]


def sign_flips(values, parts):
    """The exact p: all sums of flipped signs, counted."""
    steps = [round(abs(v) * parts) for v in values]
    counts = {0: 1}
    for step in steps:
        counts = {s: counts.get(s - step, 0) + counts.get(s + step, 0) for s in {c + e for c in counts for e in (-step, step)}}
    observed = abs(round(sum(values) * parts))
    return sum(count for s, count in counts.items() if abs(s) >= observed) / 2 ** len(steps)


def hill(falling, highest):
    logs = np.log(falling[:highest] / falling[highest]).mean()
    return 1 / logs if logs > 0 else np.inf


def cluster(falling):
    """How many of the most expensive stand apart: the widest gap of logarithms among the upper half, if it is wide and the cluster is narrower."""
    logs = np.log(falling)
    gaps = logs[1 : len(logs) // 2] - logs[2 : len(logs) // 2 + 1]
    k = int(np.argmax(gaps)) + 2
    least = {2: 6, 3: 4}.get(k, 3)
    return k if gaps[k - 2] >= np.log(least) and logs[0] - logs[k - 1] <= gaps[k - 2] else 0


def tail(costs):
    """What the tail above the most expensive holds of the mean, or what the share of a cluster may be beyond the normal limits."""
    falling, n = np.sort(costs)[::-1], len(costs)
    few = cluster(falling)
    if few:
        share = few / n
        reach = clopper(few, n)[1] - share - 1.96 * np.sqrt(share * (1 - share) / n)
        return max(0, reach) * (falling[:few].mean() - falling[few:].mean())
    highest = max(4, round(0.15 * n))
    index = hill(falling, highest) / (1 + 1.2 / np.sqrt(highest))
    return falling[0] / n * min(4, 1 / max(0.25, index - 1))


def uneven(costs):
    falling = np.sort(costs)[::-1]
    if cluster(falling):
        return False
    logs = np.log(np.maximum(costs, falling[0] / 1000))
    skew, index = stats.skew(logs), hill(falling, max(6, round(0.2 * len(costs))))
    floor = (logs.mean() - logs.min()) / logs.std()
    piled = falling[0] > 2.5 * falling[-1] and (floor < 1.6 if len(costs) < 45 else floor < 1.5 and index < 6)
    return piled or (index < 4.5 if skew > 0.7 else skew > 0.45 and index < 3)


def t_power(sd, n, alpha):
    return (stats.t.ppf(1 - alpha / 2, n - 1) + stats.t.ppf(0.8, n - 1)) * sd / np.sqrt(n)


def cost_row(a, b):
    """The ends moved out by the tails; p where the end towards 0, moved out by the bar, just reaches it."""
    d, n = a - b, len(a)
    cheaper, costlier = (b, a) if d.mean() > 0 else (a, b)
    if n < 20 or uneven(cheaper):
        return {"p": None, "ci": None, "bar": 0.0, "why": "too-few" if n < 20 else "uneven"}
    unseen = (1 - 0.05 ** (1 / n)) * 6.5 * max(a.mean(), b.mean()) if n < 30 else 0.0
    bar = max(unseen, tail(a) if d.mean() <= 0 else tail(b))
    # The end of the interval on the side of 0, at a level, is as far from 0 as the bar.
    side = np.sign(d.mean())
    inner = lambda p: side * skewed(d, 1 - p)[0 if side > 0 else 1] - bar
    p = 1.0 if abs(d.mean()) <= bar else optimize.brentq(inner, 1e-13, 1 - 1e-9, xtol=1e-15)
    if uneven(costlier):
        return {"p": p, "ci": None, "bar": bar, "why": "uneven"}
    low, high = skewed(d)
    return {"p": p, "ci": [min(low - tail(b), d.mean() - unseen), max(high + tail(a), d.mean() + unseen)], "bar": bar, "why": None}


def holm(ps):
    order = np.argsort(ps, kind="stable")
    raised = np.maximum.accumulate([min(1, (len(ps) - rank) * ps[i]) for rank, i in enumerate(order)])
    return {int(i): float(p) for i, p in zip(order, raised)}


def holm_level(others):
    """The highest p that Holm would reject beside these, by bisection."""
    rejected = lambda p: holm([*others, p])[len(others)] <= 0.05
    low, high = 0.0, 0.05
    for _ in range(60):
        low, high = ((low + high) / 2, high) if rejected((low + high) / 2) else (low, (low + high) / 2)
    return low


def screen(topologies, parts, margin):
    """Every interval and p of a report: topologies as lists of tasks, each with the passes, scores and costs (in dollars) of its trials."""
    names = list(topologies)
    repetitions = max(len(task["cost"]) for tasks in topologies.values() for task in tasks)
    means = lambda name, metric: np.array([np.mean(task[metric]) for task in topologies[name]])
    rows = []
    for metric in ["passed", "score", "cost"]:
        for first, second in [(a, names[0]) for a in names[1:]] + [(a, b) for i, b in enumerate(names[1:]) for a in names[i + 2 :]]:
            a, b = means(first, metric), means(second, metric)
            d = a - b
            row = {"a": first, "b": second, "metric": metric, "difference": d.mean(), "deviation": d.std(ddof=1), "median": np.median(d)}
            row.update({"below": int((d < 0).sum()), "above": int((d > 0).sum())})
            row.update(cost_row(a, b) if metric == "cost" else {"ci": difference(d, repetitions), "p": sign_flips(d, parts)})
            rows.append((row, d))
    # A score that is the pass itself is tested once.
    twin = lambda i: next((j for j in range(i) if rows[j][0]["metric"] == "passed" and rows[i][0]["metric"] == "score" and rows[j][0]["a"] == rows[i][0]["a"] and rows[j][0]["b"] == rows[i][0]["b"] and np.array_equal(rows[j][1], rows[i][1])), i)
    tested = [i for i in range(len(rows)) if twin(i) == i and rows[i][0]["p"] is not None]
    raised = holm([rows[i][0]["p"] for i in tested])
    for i, (row, d) in enumerate(rows):
        n = len(d)
        row.pop("bar", 0)
        if twin(i) not in tested:
            row.update({"pHolm": None, "minDetectable": None})
            continue
        at = tested.index(twin(i))
        # Half of the first topology's other rows of the metric count as rejected before.
        key = rows[twin(i)][0]
        moved = [j for j in tested if j != twin(i) and rows[j][0]["metric"] == key["metric"] and row["a"] in (rows[j][0]["a"], rows[j][0]["b"])]
        before = moved[: len(moved) // 2]
        alpha = holm_level([0.0 if j in before else rows[j][0]["p"] for j in tested if j != twin(i)])
        a, b = means(row["a"], row["metric"]), means(row["b"], row["metric"])
        if row["metric"] == "cost":
            sides = [smallest_cost(a, b, side, alpha) for side in (1, -1)]
        elif np.allclose(d, np.round(d)):
            sides = [smallest((a.mean() + b.mean()) / 2, ((d**2).sum() + 0.5) / (n + 1), side, n, alpha) for side in (1, -1)]
        else:
            sides = [t_power(d.std(ddof=1), n, alpha) * 1.05] * 2
        row["pHolm"] = raised[at]
        row["findable"] = {"more": sides[0], "less": sides[1]}
        row["minDetectable"] = max((s for s in sides if s is not None), default=None)
        if row["metric"] != "cost":
            low, high = difference(d, repetitions, 1 - 0.05 / len(tested))
            row["equivalence"] = {(True, True): "equal", (True, False): "no-worse", (False, True): "no-better", (False, False): "open"}[low > -margin, high < margin]
    each = {}
    for name in names:
        trials = [len(task["cost"]) for task in topologies[name]]
        passes = [sum(task["passed"]) for task in topologies[name]]
        n, center = effective(means(name, "score"))
        each[name] = {"passRateCi": rate(passes, trials) if max(trials) > 1 else mid_p(sum(passes), sum(trials)), "meanScoreCi": mid_p(center * n, n)}
    best = max(names, key=lambda name: (np.mean(means(name, "passed")), -np.mean(means(name, "cost"))))
    trials = [len(task["cost"]) for task in topologies[best]]
    passes = [sum(task["passed"]) for task in topologies[best]]
    level = 1 - 0.05 / len(names)
    lead = rate(passes, trials, level) if max(trials) > 1 else mid_p(sum(passes), sum(trials), level)
    return {"topologies": topologies, "parts": parts, "margin": margin, "rows": [row for row, _ in rows], "each": each, "leader": {"name": best, "ci": lead}}


def drawn(seed, tasks, repetitions, graded, arms):
    """Topologies over the same tasks: each with its own skill, and costs as a cascade, as retries or as log-normal draws make them."""
    rng = np.random.default_rng(seed)
    ease = rng.uniform(0, 1, tasks)
    found = {}
    for name, (skill, kind) in arms.items():
        found[name] = []
        for t in range(tasks):
            chance = np.clip(ease[t] + skill, 0, 1)
            score = [float(round(8 * rng.beta(1 + 4 * chance, 5 - 4 * chance)) / 8 if graded else rng.random() < chance) for _ in range(repetitions)]
            passed = [s >= 0.75 for s in score]
            price = {"cascade": lambda: 0.002 + 0.05 * (rng.random() < 0.3), "retry": lambda: 0.004 * rng.geometric(0.4), "log-normal": lambda: rng.lognormal(-5, 0.8), "pareto": lambda: 0.001 * (1 + rng.pareto(1.1)), "dear": lambda: rng.lognormal(-2, 0.4)}[kind]
            found[name].append({"passed": [bool(p) for p in passed], "score": score, "cost": [round(float(price()), 9) for _ in range(repetitions)]})
    return found


def net_ends(p1, p2, c1, c2, worth, repetitions, level=0.95):
    """The wider of the skew-corrected interval and the normal one with half a trial in each cell of the passes, moved out by the tails of the costs."""
    gains, n = worth * (p1 - p2), len(c1)
    values = gains - (c1 - c2)
    added = 1 / repetitions
    m = n + 2 * added
    center = gains.sum() / m - (c1 - c2).mean()
    spread = ((values - center) ** 2).sum() + added * worth**2
    reach = stats.norm.ppf((1 + level) / 2) * np.sqrt(spread) / m
    low, high = skewed(values, level)
    unseen = (1 - 0.05 ** (1 / n)) * 6.5 * max(c1.mean(), c2.mean()) if n < 30 else 0.0
    return [min(min(low, center - reach) - tail(c1), values.mean() - unseen), max(max(high, center + reach) + tail(c2), values.mean() + unseen)]


def net(p1, p2, c1, c2, worth, repetitions):
    """The difference of net values, its interval, the p at which that reaches 0, and the worths of a pass at which it does."""
    p1, p2, c1, c2 = (np.array(x, float) for x in (p1, p2, c1, c2))
    ends = lambda w, level=0.95: net_ends(p1, p2, c1, c2, w, repetitions, level)
    difference = worth * (p1 - p2).mean() - (c1 - c2).mean()
    inner = lambda p: np.sign(difference) * ends(worth, 1 - p)[0 if difference > 0 else 1]
    rate = (c1 - c2).mean() / (p1 - p2).mean()
    low = optimize.brentq(lambda w: ends(w)[1], 0, rate, xtol=1e-15) if ends(0)[1] < 0 else 0.0
    high = optimize.brentq(lambda w: ends(w)[0], rate, 1e6, xtol=1e-12) if ends(1e6)[0] > 0 else None
    return {
        **{"passes": [list(p1), list(p2)], "costs": [list(c1), list(c2)], "worth": worth, "repetitions": repetitions},
        **{"difference": difference, "ci": ends(worth), "p": optimize.brentq(inner, 1e-13, 1 - 1e-9, xtol=1e-16), "rate": rate, "between": [low, high]},
    }


def net_drawn(seed, tasks, repetitions, ahead):
    """A dear topology that passes more, beside one on whose costs a cascade has a part."""
    rng = np.random.default_rng(seed)
    ease = rng.uniform(0, 1, tasks)
    passes = [[round(float((rng.random(repetitions) < min(1, e * 0.7 + more)).mean()), 6) for e in ease] for more in (ahead, 0)]
    costs = [[round(float(rng.lognormal(0.7, 0.3)), 6) for _ in ease], [round(float(0.4 + 1.6 * (rng.random() < 0.3)), 6) for _ in ease]]
    return passes[0], passes[1], costs[0], costs[1]


def corrected(judged, labels):
    """Two-phase sampling: the regression of labels on a judge's verdicts, clipped to [0, 1]; limits at the effective number of labels."""
    n, everyone = len(labels), len(judged)
    own, labels = np.array(judged[:n], float), np.array(labels, float)
    slope = np.polyfit(own, labels, 1)[0] if own.std() > 0 else 0.0
    slope = min(1.0, max(0.0, slope))
    rate = labels.mean() + slope * (np.mean(judged) - own.mean())
    left = (n * np.var(labels - slope * own) + 0.1) / (n - 1)
    total = (n * np.var(labels) + 0.1) / (n - 1)
    variance = left * (1 / n - 1 / everyone) + total / everyone
    ratio = stats.t.ppf(0.975, n - 1) / stats.norm.ppf(0.975)
    inside = min(1.0, max(0.0, rate))
    spread = inside * (1 - inside)
    effective_n = min(everyone, spread / variance / ratio**2 if spread > 1e-9 else n)
    return {"judged": judged, "labels": list(labels), "rate": inside, "ci": mid_p(inside * effective_n, effective_n)}


def calibrated(seed, n, shift):
    """Brier score, expected calibration error in ten equal bins, and AUC as the Mann-Whitney statistic."""
    rng = np.random.default_rng(seed)
    p = np.round(rng.beta(4, 2, n), 3)
    passed = rng.random(n) < np.clip(p - shift, 0, 1)
    bins = np.minimum(9, np.floor(p * 10)).astype(int)
    error = stats.binned_statistic(bins, passed - p, "sum", bins=np.arange(-0.5, 10.5)).statistic
    u = stats.mannwhitneyu(p[passed], p[~passed]).statistic
    return {
        **{"p": list(p), "passed": [bool(x) for x in passed]},
        **{"brier": float(((p - passed) ** 2).mean()), "ece": float(np.abs(np.nan_to_num(error)).sum() / n), "auc": float(u / passed.sum() / (~passed).sum())},
    }


def strengths(wins, virtual):
    """Bradley-Terry by maximizing the likelihood, not by MM; half of `virtual` wins and losses against each opponent are added."""
    w = np.array(wins, float) + virtual / 2 * (1 - np.eye(len(wins)))
    loss = lambda s: sum(w[i, j] * np.logaddexp(0, s[j] - s[i]) for i in range(len(w)) for j in range(len(w)) if i != j) + 0.5 * s.sum() ** 2
    found = optimize.minimize(loss, np.zeros(len(w)), method="BFGS", options={"gtol": 1e-11})
    return {"wins": wins, "virtual": virtual, "strengths": list(found.x - found.x.mean())}


def decided(seed, n, gain):
    """What runs that stop by what they see may say after n paired differences: the reach of a mean at every n (Waudby-Smith et al., B.1), the bets' p, and the means that no bet has ruled out."""
    rng = np.random.default_rng(seed)
    d = rng.choice([1.0, 0.0, -1.0], n, p=[0.2 + gain, 0.6 - gain, 0.2])
    x = (d + 1) / 2

    def wealth(x, boldest=1.8):
        path = [1.0]
        for t in range(n):
            edge = (x[:t].sum() + 0.5) / (t + 1) - 0.5
            spread = (((x[:t] - 0.5) ** 2).sum() + 0.25) / (t + 1)
            path.append(path[-1] * (1 + min(boldest, max(0, edge / (spread + edge**2))) * (x[t] - 0.5)))
        return np.array(path)

    highest = ((wealth(x) + wealth(1 - x)) / 2).max()
    grid, alpha = np.arange(401) / 400, 0.05
    up, down, alive, squares, total = np.ones(401), np.ones(401), np.ones(401, bool), 0.0, 0.0
    for t in range(1, n + 1):
        stake = np.sqrt(2 * np.log(2 / alpha) / ((squares + 0.25) / t * t * np.log(1 + t)))
        with np.errstate(divide="ignore"):
            up *= 1 + np.minimum(stake, 0.5 / grid) * (x[t - 1] - grid)
            down *= 1 - np.minimum(stake, 0.5 / (1 - grid)) * (x[t - 1] - grid)
        alive &= (up + down) / 2 < 1 / alpha
        total += x[t - 1]
        squares += (x[t - 1] - (total + 0.5) / (t + 1)) ** 2
    low, high = np.flatnonzero(alive)[[0, -1]] / 400
    low, high = (low - 1 / 400 if low > 0 else 0.0), (high + 1 / 400 if high < 1 else 1.0)
    log = -2 * np.log(2 * 0.025)
    rho2 = (log + np.log(log + 1)) / 20
    reach = np.sqrt(2 * (n * rho2 + 1) / (n**2 * rho2) * np.log(1 + np.sqrt(n * rho2 + 1) / (2 * 0.025)))
    return {"differences": list(d), "p": 1 / highest, "ci": [2 * low - 1, 2 * high - 1], "alpha": 0.025, "reach": float(reach)}


def regret(gaps):
    """E[max(0, best rival's lead)] by adaptive quadrature."""
    below = lambda x: np.prod([stats.norm.cdf(x, -behind, error) for behind, error in gaps])
    area, _ = integrate.quad(lambda x: 1 - below(x), 0, max(-b + 9 * e for b, e in gaps), epsabs=1e-12, limit=400)
    return {"gaps": [{"behind": b, "error": e} for b, e in gaps], "regret": area}


exponential = [round(float(stats.expon.ppf((i + 0.5) / 24)), 6) for i in range(24)]
cascade = [0.3 if i % 5 else 4.1 for i in range(40)]
even = [round(float(stats.norm.ppf((i + 0.5) / 12)), 6) for i in range(12)]
tasks = {"passes": [1, 0, 3, 15, 9, 1, 1, 0, 2, 1], "trials": [1, 1, 3, 15, 15, 1, 1, 1, 3, 1]}
thrice = {"passes": [3, 3, 2, 0, 1, 3, 3, 2], "trials": [3] * 8}
scores = [1, 1, 1, 0.875, 1, 0.5, 1, 1, 0.75, 1, 1, 1]

inf = lambda value: value if np.isfinite(value) else ("inf" if value > 0 else "-inf")
references = {
    "logGamma": (special.gammaln, [(0.3,), (0.5,), (0.49,), (0.51,), (1,), (2,), (10,), (171.5,)]),
    "logBeta": (special.betaln, [(0.5, 0.5), (3, 4), (0.2, 30)]),
    "logChoose": (lambda n, k: np.log(special.comb(n, k)), [(5, -1), (5, 6), (5, 0), (5, 5), (5, 2), (40, 17)]),
    "betaCdf": (stats.beta.cdf, [(-0.1, 2, 3), (0, 2, 3), (1, 2, 3), (1.1, 2, 3), (0.2, 2, 3), (0.4, 2, 3), (0.6, 2, 3), (0.3, 0.5, 7.5), (0.97, 40, 2), (0.5, 300, 310), (1e-6, 0.5, 0.5)]),
    "betaQuantile": (stats.beta.ppf, [(0.025, 3, 5), (0.975, 0.5, 9), (0.5, 20, 20), (0.001, 1, 1)]),
    "normalCdf": (stats.norm.cdf, [(-8,), (-1.7,), (-1.75,), (-0.3,), (0,), (0.3,), (1.7,), (1.75,), (4,)]),
    "normalQuantile": (stats.norm.ppf, [(0,), (1,), (0.5,), (0.975,), (0.025,), (1e-9,), (0.6,)]),
    "tCdf": (stats.t.cdf, [(0, 5), (-2.5, 3), (2.5, 3), (0.1, 1), (40, 1.5), (-1, 300)]),
    "tQuantile": (stats.t.ppf, [(0.5, 4), (0.025, 4), (0.975, 4), (0.6, 1), (0.999, 0.5), (0.4, 33)]),
    "binomialCdf": (stats.binom.cdf, [(-1, 8, 0.3), (0, 8, 0.3), (3, 8, 0.3), (7, 8, 0.3), (8, 8, 0.3), (9, 8, 0.3), (49, 100, 0.5)]),
}

found = {
    "command": "python3 test/golden/statistics.py > test/golden/statistics.json",
    "scipy": scipy.__version__,
    "distributions": [[name, list(values), inf(float(reference(*values)))] for name, (reference, cases) in references.items() for values in cases],
    "clopperPearson": [{"passes": x, "n": n, "ci": clopper(x, n)} for x, n in [(34, 45), (0, 10), (10, 10), (3, 8), (199, 200)]],
    "midP": [{"passes": x, "n": n, "ci": mid_p(x, n)} for x, n in [(34, 45), (0, 10), (10, 10), (1, 2), (57, 60), (7.25, 9.5)]],
    "rates": [{**t, "ci": rate(**t)} for t in [tasks, thrice]],
    "scores": [{"values": v, "ci": score(v)} for v in [scores, [0.5] * 6, [0.1, 0.9, 0.4]]],
    "skewedMeans": [{"values": v, "level": level, "ci": skewed(v, level)} for v in [exponential, cascade, even] for level in [0.95, 0.995]],
    "screens": [
        screen(drawn(1, 32, 1, False, {"solo": (0.1, "log-normal"), "cascade": (0.3, "cascade"), "retry": (-0.1, "retry")}), 1, 0.03),
        screen(drawn(2, 24, 2, False, {"solo": (0.0, "log-normal"), "cascade": (0.1, "cascade"), "council": (0.1, "dear")}), 2, 0.2),
        screen(drawn(3, 40, 1, True, {"solo": (0.0, "retry"), "panel": (0.35, "pareto"), "cascade": (0.0, "cascade")}), 8, 0.1),
        screen(drawn(4, 12, 3, False, {"solo": (-0.2, "retry"), "panel": (0.3, "log-normal")}), 6, 0.03),
    ],
    "calibrations": [calibrated(21, 60, 0.15), calibrated(22, 25, -0.1), calibrated(23, 200, 0.0)],
    "strengths": [
        strengths([[0, 7, 9], [3, 0, 6], [1, 4, 0]], 0),
        strengths([[0, 7, 9], [3, 0, 6], [1, 4, 0]], 1),
        strengths([[0, 5, 5, 2.5], [0, 0, 3, 4], [0, 2, 0, 1], [2.5, 1, 4, 0]], 1),
    ],
    "decided": [decided(31, 40, 0.3), decided(32, 25, 0.0), decided(33, 120, 0.15)],
    "regrets": [regret([(0.1, 0.2)]), regret([(0.3, 0.1), (0.05, 0.2), (-0.1, 0.15)]), regret([(1.0, 0.5), (1.2, 0.9)])],
    "nets": [
        net(*net_drawn(seed, tasks, repetitions, ahead), worth, repetitions)
        for seed, tasks, repetitions, ahead, worth in [(11, 40, 1, 0.4, 8.0), (12, 24, 1, 0.35, 20.0), (13, 60, 3, 0.1, 5.0)]
    ],
    "corrected": [
        corrected([1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1] + [1, 1, 0] * 12, [1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1]),
        corrected([1] * 10 + [1, 1, 1, 0] * 10, [1] * 10),
        corrected([1, 0] * 10, [0, 1] * 5),
        corrected([1 / 3, 1, 2 / 3, 0, 1, 1, 2 / 3, 1 / 3, 1] * 5, [2 / 3, 1, 1 / 3, 0, 1, 2 / 3, 2 / 3, 0, 1]),
    ],
    "smallest": [
        {"rate": r, "discordance": d, "side": side, "n": n, "alpha": a, "delta": smallest(r, d, side, n, a)}
        for r, d, side, n, a in [(0.5, 0.3, 1, 50, 0.05), (0.7, 0.3, -1, 50, 0.005), (0.7, 0.3, 1, 50, 0.05), (0.8, 0.2, -1, 200, 0.01), (0.4, 0.1, 1, 30, 0.05)]
    ],
}
print("{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value, default=float)}" for key, value in found.items()) + "\n}")
