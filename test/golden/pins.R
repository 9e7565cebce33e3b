# Reference values for src/statistics on small and skewed data, by base R from the definitions in their comments:
# Rscript test/golden/pins.R > test/golden/pins.json
show <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, show, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(x), '":', parts, collapse = ","), "}"))
  }
  one <- function(v) if (is.na(v)) "null" else if (is.logical(v)) tolower(v) else if (is.character(v)) paste0('"', v, '"') else if (is.infinite(v)) if (v > 0) "1e999" else "-1e999" else sprintf("%.15g", v)
  if (inherits(x, "AsIs") || length(x) != 1) return(paste0("[", paste(vapply(unclass(x), one, ""), collapse = ","), "]"))
  one(x)
}

# --- Power -----------------------------------------------------------------------------------------------------------------
seen <- function(sd, n, alpha, power) (qt(1 - alpha / 2, n - 1) + qt(power, n - 1)) * sd / sqrt(n)
detectables <- lapply(list(c(3.38, 15, .05, .8), c(1, 2, .05, .8), c(2, 40, .01, .9), c(.5, 100, .2, .6)), function(k)
  list(sd = k[1], n = k[2], alpha = k[3], power = k[4], found = seen(k[1], k[2], k[3], k[4])))
wanted <- lapply(list(c(1, .5, .05, .8), c(1, 10, .05, .8), c(.3, .05, .01, .9), c(1, 1, .05, .8), c(2, .5, .2, .7)), function(k) {
  n <- 2
  while (seen(k[1], n, k[3], k[4]) > k[2]) n <- n + 1
  list(sd = k[1], delta = k[2], alpha = k[3], power = k[4], n = n)
})
connor <- function(psi, delta, alpha, power) ((qnorm(1 - alpha / 2) * sqrt(psi) + qnorm(power) * sqrt(pmax(0, psi - delta^2))) / delta)^2
pairs <- lapply(list(c(.3, .1, .05, .8, 30), c(.25, .2, .01, .9, 120), c(.5, .05, .1, .7, 57)), function(k) list(
  discordance = k[1], delta = k[2], alpha = k[3], power = k[4], tasks = ceiling(connor(k[1], k[2], k[3], k[4])), n = k[5],
  smallest = uniroot(function(d) connor(k[1], d, k[3], k[4]) - k[5], c(1e-6, k[1]), tol = 1e-14)$root))

# The exact power over all tables of n tasks: m discordant ones, w of them won; rejected where binom.test is below alpha.
joint <- function(rate, psi, more) {
  least <- 1e-6
  odds <- max(least, rate - psi / 2) * max(least, 1 - rate - psi / 2) / max(least, psi / 2)^2
  own <- rate + more
  if (own >= 1 - 1e-12) both <- rate else if (own <= 1e-12) both <- 0 else if (abs(odds - 1) < 1e-9) both <- own * rate else {
    f <- function(x) x * (1 - own - rate + x) - odds * (own - x) * (rate - x)
    both <- uniroot(f, c(max(0, own + rate - 1), min(own, rate)), tol = 1e-16)$root
  }
  min(1, max(abs(more), own + rate - 2 * both))
}
exact <- function(rate, psi, side, n, alpha, power) {
  found <- function(delta) {
    d <- joint(rate, psi, side * delta)
    win <- (1 + delta / d) / 2
    sum(sapply(1:n, function(m) {
      w <- 0:m
      p <- pmin(1, 2 * pbinom(m - w, m, .5))
      dbinom(m, n, min(1, d)) * sum(dbinom(w, m, win)[p < alpha & w > m / 2])
    }))
  }
  most <- if (side > 0) 1 - rate else rate
  if (found(most) < power) return(NA)
  root <- uniroot(function(d) found(d) - power, c(1e-6, most), tol = 1e-12)$root
  # The next of 2^14 equal steps.
  ceiling(root / most * 2^14) / 2^14 * most
}
exacts <- lapply(list(
  c(.5, .2, 1, 60, .05, .8), c(.5, .2, -1, 60, .05, .8), c(.9, .1, 1, 40, .05, .8), c(.9, .1, -1, 40, .05, .8), c(.3, .42, 1, 80, .01, .9),
  c(.3, .42, -1, 80, .01, .9), c(.95, .02, 1, 30, .05, .8), c(.2, .05, 1, 12, .05, .8), c(.4, .8, -1, 90, .05, .7)), function(k)
  list(rate = k[1], discordance = k[2], side = k[3], n = k[4], alpha = k[5], power = k[6], delta = exact(k[1], k[2], k[3], k[4], k[5], k[6])))

# --- Sign flips by enumeration of all signs ---------------------------------------------------------------------------------
flips <- function(d) {
  sizes <- abs(d)
  sums <- 0
  for (s in sizes) sums <- c(sums - s, sums + s)
  mean(abs(sums) >= abs(sum(d)) - 1e-9 * sum(sizes))
}
off <- function(x) x * sqrt(2) / 10
signs <- lapply(list(
  c(1, -1, 1, 1, 0, 1, 1), c(1 / 3, 2 / 3, -1 / 3, 1, 1 / 3), c(.5, .25, 1 / 3, -1), c(1 / 60, 7 / 60, -2 / 60, 5 / 60), c(3, -1, 2, 2),
  off(c(5, 3, -1, 8, 2, -4)), off(c(9, 1, 1, 1)), off(c(-7, 2, 3, -5, -1, 6, -8, -9, 1)), off(c(1, 4, 4, -2, 0, 0)), off(1:20 * rep(c(1, 1, -1, 1), 5)),
  c(1, 2, 3) / 61), function(d) list(d = d, p = flips(d)))
# Zeros are no task; grids of many tasks by convolution.
signs <- c(signs, lapply(list(c(off(1:18 * rep(c(1, 1, -1), 6)), rep(0, 5)), 1, c(-1, 1)), function(d) list(d = I(d), p = flips(d[d != 0]))))
convolved <- function(steps, observed) {
  chance <- 1
  for (s in steps) chance <- (c(chance, rep(0, s)) + c(rep(0, s), chance)) / 2
  sum(chance[abs(2 * (seq_along(chance) - 1) - sum(steps)) >= observed])
}
grids <- lapply(list(list(rep(c(1, 7, 11, 2, 5), 5), 60, 21), list(rep(c(1, 3), 500), 1, 480), list(rep(c(2, 1), 12), 3, 18)), function(k) {
  d <- k[[1]] / k[[2]] * ifelse(seq_along(k[[1]]) <= k[[3]], 1, -1)
  list(sizes = k[[1]], parts = k[[2]], positive = k[[3]], p = convolved(k[[1]], abs(sum(round(d * k[[2]])))))
})
wide <- (function(d) list(p = { z <- abs(sum(d)) / sqrt(sum(d^2)); 2 * (pnorm(-z) - dnorm(z) * sum(d^4) / sum(d^2)^2 / 12 * (z^3 - 3 * z)) }))(c(rep(c(1, 3), 500), 2) * rep(c(1, -1), c(530, 471)))
many <- function(n) sin(1:n * 1.7) + 0.11
drawn <- many(22) * sqrt(2)
draws <- list(d = drawn, p = flips(drawn))
limit <- lapply(c(400, 640), function(n) {
  d <- many(n) * sqrt(2) / 3
  z <- abs(sum(d)) / sqrt(sum(d^2))
  k <- -2 * sum(d^4) / sum(d^2)^2
  # Edgeworth: P(Z > z) = 1 - Phi(z) + phi(z) kappa / 24 (z^3 - 3 z).
  list(n = n, p = 2 * (pnorm(-z) + dnorm(z) * k / 24 * (z^3 - 3 * z)))
})

# --- Costs --------------------------------------------------------------------------------------------------------------------
hall <- function(x, level) {
  n <- length(x)
  m <- mean(x)
  s2 <- sum((x - m)^2) / n
  raw <- if (s2 > 0) mean((x - m)^3) / s2^1.5 else 0
  g <- if (n > 2) 1.5 * raw * sqrt(n * (n - 1)) / (n - 2) / sqrt(n) else 0
  se <- sd(x) / sqrt(n)
  t <- qt((1 + level) / 2, n - 1)
  inv <- function(u) if (abs(g) < 1e-6) u else 3 / g * (sign(1 + g * (u - g / 6)) * abs(1 + g * (u - g / 6))^(1 / 3) - 1)
  list(ci = c(m - se * max(t, inv(t)), m + se * max(t, -inv(-t))), se = se, g = g, m = m, n = n)
}
hallp <- function(x, bar) {
  h <- hall(x, .95)
  left <- abs(h$m) - bar
  if (left <= 0) return(1)
  if (h$se == 0) return(0)
  s <- sign(h$m)
  t <- left / h$se
  own <- s * (s * t + h$g * t^2 / 3 + h$g^2 * (s * t)^3 / 27 + h$g / 6)
  min(1, 2 * pt(-min(t, max(0, own)), h$n - 1))
}
cluster <- function(x) {
  x <- sort(x, decreasing = TRUE)
  k <- 2:floor(length(x) / 2)
  gaps <- log(x[k] / x[k + 1])
  gaps[is.nan(gaps)] <- 0
  if (max(gaps) <= 0) return(0)
  size <- k[which.max(gaps)]
  least <- log(if (size == 2) 6 else if (size == 3) 4 else 3)
  if (max(gaps) >= least && log(x[1] / x[size]) <= max(gaps)) size else 0
}
hill <- function(x, k) {
  x <- sort(x, decreasing = TRUE)
  if (x[1] <= 0) return(Inf)
  if (x[k + 1] <= 0) return(0)
  1 / mean(log(x[1:k] / x[k + 1]))
}
tail_of <- function(x) {
  n <- length(x)
  x <- sort(x, decreasing = TRUE)
  k <- cluster(x)
  if (k > 0) {
    s <- k / n
    up <- binom.test(k, n)$conf.int[2]
    return(max(0, up - s - 1.96 * sqrt(s * (1 - s) / n)) * (mean(x[1:k]) - mean(x[-(1:k)])))
  }
  top <- max(4, floor(.15 * n + .5))
  index <- hill(x, top) / (1 + 1.2 / sqrt(top))
  x[1] / n * min(4, 1 / max(1 / 4, index - 1))
}
is_uneven <- function(x) {
  if (cluster(x) > 0) return(FALSE)
  l <- log(pmax(x, max(x) / 1000))
  v <- mean((l - mean(l))^2)
  flat <- max(x) <= 0 || sum((l - mean(l))^2) <= 1e-18
  skew <- if (flat) 0 else mean((l - mean(l))^3) / v^1.5
  floor_of <- if (flat) Inf else (mean(l) - min(l)) / sqrt(v)
  index <- hill(x, max(6, floor(.2 * length(x) + .5)))
  piled <- max(x) > 2.5 * min(x) && (if (length(x) < 45) floor_of < 1.6 else floor_of < 1.5 && index < 6)
  piled || (if (skew > .7) index < 4.5 else skew > .45 && index < 3)
}
unseen <- function(a, b, ci) {
  higher <- max(mean(a), mean(b))
  if (length(a) < 30 || diff(ci) <= 1e-9 * higher) (1 - .05^(1 / length(a))) * 6.5 * higher else 0
}
cost <- function(a, b, level) {
  d <- a - b
  ci <- hall(d, level)$ci
  cheap <- if (mean(d) > 0) b else a
  dear <- if (mean(d) > 0) a else b
  if (is_uneven(cheap)) return(list(why = "uneven"))
  u <- unseen(a, b, ci)
  bar <- max(u, if (mean(d) > 0) tail_of(b) else tail_of(a))
  p <- hallp(d, bar)
  if (is_uneven(dear)) return(list(why = "uneven", bar = bar, p = p))
  list(bar = bar, p = p, interval = c(min(ci[1] - tail_of(b), mean(d) - u), max(ci[2] + tail_of(a), mean(d) + u)))
}
set.seed(4)
lognormal <- function(n, s, m = 100) round(m * exp(s * rnorm(n)), 1)
pareto <- function(n, index) round(10 * runif(n)^(-1 / index), 1)
climbing <- function(n, k, times) c(rep(100 * times, k) + seq_len(k), 100 + (seq_len(n - k) * 7) %% 11)
samples <- list(lognormal(20, .4), lognormal(29, .6), lognormal(30, .3), lognormal(44, .9), lognormal(45, .5), lognormal(60, 1.2), pareto(25, 1.5),
  pareto(44, 1.2), pareto(45, 1.5), pareto(60, 3), pareto(60, 5), pareto(80, 2), climbing(30, 2, 7), climbing(30, 2, 5), climbing(30, 3, 5), climbing(30, 3, 3.5),
  climbing(40, 6, 3.5), climbing(40, 6, 2.5), climbing(40, 1, 20), c(lognormal(25, .4), 0, 0), rep(7, 20), rep(0, 20), c(rep(0, 30), lognormal(10, .3)), rgamma(50, .8) * 10, rgamma(40, 4) * 10)
samples <- lapply(samples, function(x) signif(x, 6))
tails <- lapply(samples, function(x) list(costs = x, tail = tail_of(x), uneven = is_uneven(x), index = hill(x, 5)))
compared <- list()
for (k in list(c(20, .4, .5, .95), c(29, .5, .3, .95), c(30, .3, .4, .95), c(60, .4, .4, .99), c(60, .5, .3, .9), c(25, .3, .3, .95))) {
  a <- lognormal(k[1], k[2], 140); b <- lognormal(k[1], k[3], 60)
  for (way in 1:2) { x <- if (way == 1) a else b; y <- if (way == 1) b else a
    compared <- c(compared, list(c(list(a = x, b = y, level = k[4]), cost(x, y, k[4])))) }
}
for (k in list(c(22, .3, .2, .95), c(29, .2, .2, .9))) {
  a <- lognormal(k[1], k[2], 900); b <- lognormal(k[1], k[3], 60)
  for (way in 1:2) { x <- if (way == 1) a else b; y <- if (way == 1) b else a
    compared <- c(compared, list(c(list(a = x, b = y, level = k[4]), cost(x, y, k[4])))) }
}
for (one in list(list(pareto(40, 1.3) * 20, lognormal(40, .3, 50)), list(climbing(40, 6, 8), lognormal(40, .3, 100)), list(lognormal(40, .3, 300), pareto(40, 1.3)))) for (way in 1:2) {
  x <- one[[way]]; y <- one[[3 - way]]
  compared <- c(compared, list(c(list(a = x, b = y, level = .95), cost(x, y, .95))))
}
even <- rep(c(5, 6, 7), 12)
compared <- c(compared, list(c(list(a = even + 2, b = even, level = .95), cost(even + 2, even, .95))), list(c(list(a = even, b = even, level = .95), cost(even, even, .95))))
halls <- lapply(list(c(1, 2), c(0, 0, 1), c(1, 1, 1, 9), c(-4, 0, 1, 1, 2), rep(3, 5), c(2, 4, 6)), function(x) {
  h <- hall(x, .9)
  list(values = x, ci = h$ci, ps = I(sapply(c(0, .5, 1.2), function(bar) hallp(x, bar))))
})

# --- Bets and confidence sequences -------------------------------------------------------------------------------------------
bets <- function(d, boldest) {
  w <- 1
  for (t in seq_along(d)) {
    x <- (d[seq_len(t)] + 1) / 2
    past <- x[seq_len(t - 1)]
    edge <- (sum(past) + .5) / t - .5
    spread <- (sum((past - .5)^2) + .25) / t
    w <- w * (1 + min(boldest, max(0, edge / (spread + edge^2))) * (x[t] - .5))
  }
  w
}
alive <- function(d, alpha, points) {
  x <- pmin(1, pmax(0, (d + 1) / 2))
  m <- seq(0, 1, length.out = points)
  up <- down <- rep(1, points)
  dead <- rep(FALSE, points)
  squares <- 0
  for (i in seq_along(x)) {
    stake <- sqrt(2 * log(2 / alpha) / ((squares + .25) / i * i * log(1 + i)))
    up <- ifelse(dead, up, up * (1 + pmin(stake, .5 / m) * (x[i] - m)))
    down <- ifelse(dead, down, down * (1 - pmin(stake, .5 / (1 - m)) * (x[i] - m)))
    dead <- dead | (up + down) / 2 >= 1 / alpha
    squares <- squares + (x[i] - (sum(x[1:i]) + .5) / (i + 1))^2
  }
  step <- 1 / (points - 1)
  if (all(dead)) return(rep(2 * mean(x) - 1, 2))
  low <- if (!dead[1]) 0 else m[which(!dead)[1]] - step
  high <- if (!dead[points]) 1 else m[max(which(!dead))] + step
  2 * c(low, high) - 1
}
games <- list(c(1, 0, 1, 1, -1, 1, .5, 1, 1, 1, 0, 1), c(-1, -.5, 0, 1, -1), c(.25, .25, .5), rep(1, 40), rep(-1, 30), rep(c(1, 0, 0), 25), c(rep(1, 60), rep(-1, 60)), c(3, -2, 1, 1))
sequences <- lapply(games, function(d) list(d = d, bold = bets(pmax(-1, pmin(1, d)), 1), bolder = bets(pmax(-1, pmin(1, d)), 1.8),
  margin = bets(pmax(-1, pmin(1, (d - .2) / 1.2)), 1), less = bets(pmax(-1, pmin(1, (d + .2) / 1.2)), 1), ci = alive(d, .05, 401), coarse = alive(d, .2, 21)))

# --- Variance explained: linear models with an intercept per task -----------------------------------------------------------
set.seed(9)
frame <- expand.grid(task = paste0("t", 1:6), topology = c("a", "b", "c"))
frame$model <- ifelse(frame$topology == "c", "y", ifelse(seq_len(nrow(frame)) %% 2 == 0, "y", "x"))
frame$tokens <- round(exp(2 + as.integer(frame$topology) / 2 + rnorm(nrow(frame))))
frame$score <- round(.1 * as.integer(factor(frame$task)) + .2 * (frame$topology == "b") + .1 * log1p(frame$tokens) + .2 * rnorm(nrow(frame)), 3)
frame <- frame[-c(2, 9), ]
sse <- function(terms) sum(resid(lm(as.formula(paste("score ~ task", terms)), frame))^2)
total <- sse(""); s_tok <- sse("+ log1p(tokens)"); s_top <- sse("+ topology"); s_both <- sse("+ log1p(tokens) + topology")
explained <- list(rows = lapply(seq_len(nrow(frame)), function(i) as.list(lapply(frame[i, ], function(v) if (is.factor(v)) as.character(v) else v))),
  tokens = 1 - s_tok / total, topology = 1 - s_top / total, model = 1 - sse("+ model") / total, all = 1 - sse("+ log1p(tokens) + topology + model") / total,
  topologyBeyondTokens = (s_tok - s_both) / s_tok, tokensBeyondTopology = (s_top - s_both) / s_top, shared = (1 - s_tok / total) + (1 - s_top / total) - (1 - s_both / total))

# --- Paired differences of rates (Agresti and Min) and bounded ones -----------------------------------------------------------
agresti <- function(d, reps, level) {
  added <- 1 / reps
  n <- length(d) + 2 * added
  m <- sum(d) / n
  v <- (sum(d^2) + added) / n - m^2
  m + c(-1, 1) * qnorm((1 + level) / 2) * sqrt(max(0, v) / n)
}
cells <- lapply(list(list(c(1, 0, 0, -1, 1, 1), 1, .95), list(c(1, .5, 0, -.5, 1, 1, 0), 2, .9), list(c(1 / 3, 2 / 3, 0, -1 / 3), 3, .95), list(c(1, 1, 1, 1, 1), 1, .99), list(c(0, 0), 1, .95)), function(k)
  list(d = k[[1]], repetitions = k[[2]], level = k[[3]], ci = pmax(-1, pmin(1, agresti(k[[1]], k[[2]], k[[3]])))))

# --- Lead and regret ------------------------------------------------------------------------------------------------------------
reach <- function(t, alpha) {
  rho2 <- (-2 * log(2 * alpha) + log(-2 * log(2 * alpha) + 1)) / 20
  sqrt(2 * (t * rho2 + 1) / (t^2 * rho2) * log(1 + sqrt(t * rho2 + 1) / (2 * alpha)))
}
reaches <- lapply(list(c(10, .05), c(20, .025), c(200, .01)), function(k) list(tasks = k[1], alpha = k[2], reach = reach(k[1], k[2])))
loss <- function(behind, error, sure) sure + integrate(function(x) 1 - sapply(x, function(v) prod(pnorm((v + behind) / error))), sure, sure + 60, rel.tol = 1e-10, subdivisions = 5000)$value
regrets <- lapply(list(list(c(0, .5), c(1, 2), 0), list(c(-1, 2), c(.5, 3), 0), list(c(.2, .1), c(1, .3), .7)), function(k) list(behind = k[[1]], error = k[[2]], sure = k[[3]], regret = loss(k[[1]], k[[2]], k[[3]])))


# --- Runs that stop by themselves: net values (or passes), a normal mixture's confidence sequence, an allowance for costs not seen ---------
decide <- function(names, passes, costs, kind, value, ceiling, delta, alpha, taken, all) {
  scale <- if (kind == "better") 1 else value
  share <- alpha / max(1, length(names) - 1)
  live <- names; out <- list(); rows <- setNames(rep(0, length(names)), names); wealth <- list()
  charged <- if (kind == "better") costs * 0 else pmin(costs, ceiling)
  merit <- if (kind == "better") passes else passes * value - charged
  lead <- function(x, y) {
    n <- min(rows[c(x, y)])
    d <- head(merit[, x] - merit[, y], n)
    tail <- if (rows[x] == 0) 0 else { own <- charged[seq_len(rows[x]), x]; 4 * (max(own, 0) - mean(own)) / (rows[x] + 1) }
    dev <- if (n == 0) scale / 2 else sqrt((max(0, sum(d^2) - sum(d)^2 / n) + scale^2 / 4) / n)
    m <- if (n == 0) 0 else mean(d)
    best <- if (n == 0) 1 else max(1, sapply(seq_len(n), function(i) bets(pmax(-1, pmin(1, d[1:i] / scale)), 1.8)))
    list(n = n, mean = m, dev = dev, tail = unname(tail), low = if (n < 10) NA else unname(m - reach(n, share) * dev - tail), wealth = best)
  }
  state_of <- function() {
    left <- all - done
    if (length(live) == 1) return("decided")
    within <- function(x, y) { l <- lead(y, x); delta > 0 && !is.na(l$low) && l$low > -delta }
    if (kind == "better" && within(names[1], names[2])) return("futile")
    value_of <- sapply(live, function(x) if (rows[x] == 0) -Inf else mean(merit[seq_len(rows[x]), x]))
    leader <- live[which.max(value_of)]
    rivals <- setdiff(live, leader)
    open <- if (kind == "best") rivals[!sapply(rivals, function(r) within(r, leader))] else rivals
    if (length(open) == 0) return("close")
    can <- sapply(open, function(r) { l <- lead(leader, r)
      l$n < 10 || (left > 0 && abs(l$mean) + 1.64 * l$dev / sqrt(l$n) - reach(l$n + left, share) * l$dev > -delta) })
    if (left > 0 && !any(can)) return(if (kind == "best" && delta > 0 && rows[leader] >= 10 && regret_of() <= delta / 2) "close" else "futile")
    if (left > 0) return("running")
    if (kind == "best" && delta > 0 && rows[leader] >= 10 && regret_of() <= delta / 2) "close" else "undecided"
  }
  gaps <- function() {
    value_of <- sapply(live, function(x) if (rows[x] == 0) -Inf else mean(merit[seq_len(rows[x]), x]))
    leader <- live[which.max(value_of)]
    Filter(function(g) g$n > 0, lapply(setdiff(names, leader), function(r) { l <- lead(leader, r); list(behind = l$mean - l$tail, error = l$dev / sqrt(l$n), n = l$n, name = r, mean = l$mean) }))
  }
  regret_of <- function(times = 1) { g <- gaps(); if (length(g) == 0) 0 else loss(sapply(g, `[[`, "behind"), times * sapply(g, `[[`, "error"), 0) }
  done <- 0
  while (done < taken && state_of() == "running") {
    rows[live] <- rows[live] + 1
    done <- done + 1
    for (x in names) for (y in names) if (x != y && x %in% live && y %in% live) {
      l <- lead(x, y)
      if (!is.na(l$low) && l$low > 0 && (kind == "best" || l$wealth >= 2 / alpha)) { live <- setdiff(live, y); out <- c(out, list(list(topology = y, by = x, tasks = done))) }
    }
  }
  g <- gaps()
  value_of <- sapply(live, function(x) if (rows[x] == 0) -Inf else mean(merit[seq_len(rows[x]), x]))
  near <- g[[which.min(sapply(g, `[[`, "mean"))]]
  more <- if (all > done) all - done else done
  pairs <- list()
  for (x in names) for (y in names) if (x != y) { l <- lead(x, y); pairs <- c(pairs, list(list(a = x, b = y, difference = l$mean, low = l$low, tasks = l$n))) }
  means <- sapply(names, function(x) if (rows[x] == 0) 0 else mean(costs[seq_len(rows[x]), x]))
  lead_rows <- unname(rows[live[which.max(value_of)]])
  list(kind = kind, value = value, ceiling = if (is.infinite(ceiling)) NA else ceiling, delta = delta, alpha = alpha, names = I(names), passes = lapply(seq_len(nrow(passes)), function(i) I(unname(passes[i, ]))),
    costs = lapply(seq_len(nrow(costs)), function(i) I(unname(costs[i, ]))), taken = taken, all = all,
    state = state_of(), leader = live[which.max(value_of)], live = I(live), out = out, tasks = done, fixed = sum(means) * all, regret = regret_of(),
    nextName = near$name, nextLead = near$mean, further = more, furtherCost = sum(means[live]) * more,
    saved = regret_of(sqrt(more / (lead_rows + more))),
    values = lapply(names, function(x) list(topology = x, tasks = unname(rows[x]), value = mean(merit[seq_len(rows[x]), x]), cut = if (kind == "best" && ceiling != 0) sum(charged[seq_len(rows[x]), x] < costs[seq_len(rows[x]), x]) else 0)), pairs = pairs)
}
world <- function(seed, n, rates, costs) {
  set.seed(seed)
  p <- sapply(rates, function(r) rbinom(n, 4, r) / 4)
  k <- sapply(costs, function(m) round(m * exp(.4 * rnorm(n)), 1))
  colnames(p) <- colnames(k) <- names(rates)
  list(p = p, k = k)
}
three <- world(1, 40, c(a = .9, b = .3, c = .8), c(1, 2, 1.5))
two <- world(2, 60, c(a = .55, b = .5), c(1, 2))
ahead <- world(3, 60, c(a = .9, b = .45), c(1, 2))
behind <- world(4, 80, c(a = .4, b = .6), c(1, 2))
run <- function(w, ...) decide(colnames(w$p), w$p, w$k, ...)
decisions <- list(
  run(three, "best", 10, Inf, 1, .05, 6, 40), run(three, "best", 10, Inf, 1, .05, 12, 40), run(three, "best", 10, Inf, 1, .05, 40, 40), run(three, "best", 10, 1.5, 0, .1, 40, 40),
  run(three, "best", 10, 0, 2, .05, 25, 40), run(two, "best", 10, Inf, .2, .05, 60, 60), run(two, "best", 10, Inf, 0, .05, 20, 22), run(two, "best", 2, Inf, .8, .05, 14, 14),
  run(ahead, "better", 1, Inf, .05, .05, 60, 60), run(ahead, "better", 1, Inf, .05, .05, 9, 60), run(behind, "better", 1, Inf, .1, .05, 80, 80), run(two, "better", 1, Inf, .02, .05, 30, 33))

# --- Partial pooling: modes by optim, the Laplace deviance, levels with their errors, and rates over tasks -----------------------------
set.seed(21)
cellsof <- function(withMembers) {
  out <- expand.grid(task = 1:14, topology = 1:3)
  out$category <- out$task %% 3 + 1
  out$share <- rbinom(nrow(out), 2, plogis(.4 * out$topology - .6 + .5 * (out$category == 2) + rnorm(14)[out$task])) / 2
  out$m <- if (withMembers) ifelse(out$topology == 3, out$task %% 2 + 1, out$topology) else NA
  out
}
zof <- function(d) {
  z <- cbind(model.matrix(~ factor(category) - 1, d), model.matrix(~ interaction(topology, category) - 1, d))
  f <- c(rep(1, 3), rep(2, 9))
  if (!is.na(d$m[1])) {
    cell <- interaction(d$m, d$category, drop = TRUE)
    z <- cbind(z, model.matrix(~ factor(m) - 1, d), model.matrix(~ cell - 1, d))
    f <- c(f, rep(3, 2), rep(4, nlevels(cell)))
  }
  list(z = z, f = f)
}
fit_at <- function(d, deviations) {
  zz <- zof(d); zt <- model.matrix(~ factor(task) - 1, d) * deviations[1]; z <- sweep(zz$z, 2, deviations[-1][zz$f], "*"); x <- model.matrix(~ factor(topology) - 1, d)
  all <- cbind(zt, z, x); r <- ncol(zt) + ncol(z)
  penalty <- c(rep(1, r), rep(0, ncol(x)))
  par <- rep(0, ncol(all))
  for (i in 1:200) {
    p <- plogis(all %*% par); h <- t(all) %*% (all * c(p * (1 - p))) + diag(penalty); g <- t(all) %*% (d$share - p) - penalty * par
    step <- solve(h, g); par <- par + step * min(1, 1 / max(abs(step))); if (max(abs(step)) < 1e-13) break
  }
  eta <- c(all %*% par)
  loss <- sum(2 * (log1p(exp(eta)) - d$share * eta)) + sum(penalty * par^2)
  list(deviance = loss + c(determinant(h[1:r, 1:r])$modulus), par = c(par), cov = solve(h), nt = ncol(zt), r = r, z = zz)
}
pool <- function(d, penalized) {
  of <- function(s) fit_at(d, abs(s))$deviance - (if (penalized) 2 * sum(log(abs(s) + 1e-9)) else 0)
  best <- optim(c(1, .5, .3), of, control = list(reltol = 1e-14, maxit = 3000))
  dev <- abs(best$par); f <- fit_at(d, dev); nt <- f$nt
  cells <- list()
  for (o in 1:3) for (k in 1:3) {
    row <- which(d$topology == o & d$category == k)[1]
    w <- c(rep(0, nt), f$z$z[row, ] * dev[-1][f$z$f], as.numeric(1:3 == o))
    logit <- sum(w * f$par); error <- sqrt(c(t(w) %*% f$cov %*% w))
    over <- function(l) mean(plogis(l + dev[1] * qnorm((1:41 - .5) / 41)))
    cells <- c(cells, list(list(topology = o, category = k, logit = logit, error = error, rate = over(logit), low = over(logit - 1.959963984540054 * error), high = over(logit + 1.959963984540054 * error))))
  }
  list(deviations = dev, deviance = f$deviance, cells = cells)
}
fits <- lapply(list(list(cellsof(FALSE), c(.9, .4, .3)), list(cellsof(FALSE), c(1.5, .2, .8)), list(cellsof(TRUE), c(.7, .5, .3, .6, .2))), function(k) {
  f <- fit_at(k[[1]], k[[2]])
  order <- c(2, 3, 1)
  list(task = k[[1]]$task, topology = k[[1]]$topology, category = k[[1]]$category, share = k[[1]]$share, member = I(if (is.na(k[[1]]$m[1])) numeric(0) else k[[1]]$m),
    deviations = k[[2]], deviance = f$deviance, tasks = f$par[1:f$nt], levels = f$par[(f$r + 1):length(f$par)])
})
pooled <- lapply(1:2, function(i) { d <- cellsof(FALSE); c(list(task = d$task, topology = d$topology, category = d$category, share = d$share), pool(d, TRUE)) })

# --- Smallest cost differences that are found, in ten halvings of the ratio's logarithm -------------------------------------------------
findable <- function(a, b, alpha) {
  found <- function(times) {
    x <- times * a * mean(b) / mean(a); k <- cost(x, b, .95)
    if (is.null(k$p) || is.null(k$bar)) return(FALSE)
    d <- x - b; ci <- hall(d, 1 - alpha)$ci; m <- mean(d)
    abs(m) >= (if (m > 0) m - ci[1] else ci[2] - m) + k$bar + qt(.85, length(a) - 1) * sd(d) / sqrt(length(a))
  }
  side <- function(from) { if (!found(from)) return(NA); yes <- from; no <- 1
    for (i in 1:10) { m <- sqrt(yes * no); if (found(m)) yes <- m else no <- m }
    yes }
  list(a = a, b = b, alpha = alpha, more = (side(20) - 1) * mean(b), less = (1 - side(1 / 20)) * mean(b))
}
findables <- list(findable(lognormal(40, .3, 100), lognormal(40, .25, 80), .05), findable(lognormal(35, .5, 10), lognormal(35, .2, 50), .01), findable(lognormal(24, .2), lognormal(24, .2), .05))

# --- Costs on either side of each threshold: drawn until the verdict turns when that threshold alone is another ------------------------
verdict <- function(x, k) {
  if (cluster(x) > 0) return(FALSE)
  l <- log(pmax(x, max(x) / 1000)); v <- mean((l - mean(l))^2)
  skew <- mean((l - mean(l))^3) / v^1.5; low <- (mean(l) - min(l)) / sqrt(v)
  index <- hill(x, min(length(x) - 1, max(k[["least"]], floor(k[["share"]] * length(x) + .5))))
  piled <- max(x) > k[["apart"]] * min(x) && (if (length(x) < k[["n"]]) low < k[["floor"]] else low < k[["later"]] && index < k[["even"]])
  piled || (if (skew > k[["skewed"]]) index < k[["heavy"]] else skew > k[["some"]] && index < k[["heavier"]])
}
usual <- list(least = 6, share = .2, apart = 2.5, n = 45, floor = 1.6, later = 1.5, even = 6, skewed = .7, heavy = 4.5, some = .45, heavier = 3)
set.seed(31)
turned <- list()
for (name in names(usual)) for (by in c(if (name == "least") 1 else .6, -.3 * usual[[name]])) {
  other <- usual
  other[[name]] <- usual[[name]] + by
  for (try in 1:4000) {
    n <- sample(c(20, 24, 30, 44, 45, 60), 1)
    x <- switch(sample(4, 1), exp(runif(1, .3, 1) * rnorm(n)), runif(n)^(-1 / runif(1, 1.5, 6)), rgamma(n, runif(1, .8, 4)), 1 + rexp(n) * runif(1, .2, 3)) * 50
    x <- signif(x, 4)
    if (verdict(x, usual) != verdict(x, other)) { turned <- c(turned, list(list(name = name, costs = x, uneven = verdict(x, usual)))); break }
  }
}
stopifnot(all(sapply(turned, function(t) t$uneven == is_uneven(t$costs))))

# --- Rates that labels correct -----------------------------------------------------------------------------------------------------------
midp <- function(x, n, level) {
  mid <- function(p) ((if (x <= 0) 1 else pbeta(p, x, n - x + 1)) + (if (x >= n) 0 else pbeta(p, x + 1, n - x))) / 2
  c(if (x <= 0) 0 else uniroot(function(p) mid(p) - (1 - level) / 2, c(0, 1), tol = 1e-15)$root, if (x >= n) 1 else uniroot(function(p) mid(p) - (1 + level) / 2, c(0, 1), tol = 1e-15)$root)
}
corrected <- lapply(list(list(c(1, 1, 0, .5, 1, 0, 1, 1, .5, 0, 1, 1, 1, .5, 1), c(1, .5, 0, .5, 1, 0, 1, 0, 1, .5), .9), list(c(rep(1, 9), 0, 0, 1, 1), c(rep(1, 6), 0, 1), .99), list(rep(1, 12), c(1, 1, 0, 1, 1, 1, 0, 1), .95),
  list(c(0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0), c(1, 0, 1, 0, 1, 1, 0, 1, 1), .8)), function(k) {
  all <- k[[1]]; y <- k[[2]]; n <- length(y); f <- all[1:n]
  lambda <- if (var(f) > 0) min(1, max(0, cov(f, y) / var(f))) else 0
  rate <- mean(y) + lambda * (mean(all) - mean(f))
  e <- y - mean(y) - lambda * (f - mean(f))
  v <- (sum(e^2) + .1) / (n - 1) * (1 / n - 1 / length(all)) + (sum((y - mean(y))^2) + .1) / (n - 1) / length(all)
  longer <- qt((1 + k[[3]]) / 2, n - 1) / qnorm((1 + k[[3]]) / 2)
  r <- min(1, max(0, rate)); m <- min(length(all), if (r * (1 - r) > 1e-9) r * (1 - r) / v / longer^2 else n)
  list(judged = all, labels = y, level = k[[3]], rate = r, ci = midp(r * m, m, k[[3]]))
})

cat(show(list(turned = turned, corrected = corrected, fits = fits, pooled = pooled, findables = findables, decisions = decisions, detectables = detectables, wanted = wanted, pairs = pairs, exacts = exacts, signs = signs, grids = grids, wide = wide, draws = draws, limit = limit, tails = tails, compared = compared,
  halls = halls, sequences = sequences, explained = explained, cells = cells, reaches = reaches, regrets = regrets)), "\n")
