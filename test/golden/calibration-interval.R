# The 95% interval of the calibration error where all forecasts state the same chance: exact, by R's binomial distribution (R 4.2.2).
# An error e lies in it when a rate of e away from what was stated, on the side that was seen, gives neither so small nor so great
# an error of the sample as was seen in 2.5% of samples or fewer.
# Rscript test/golden/calibration-interval.R > test/golden/calibration-interval.json
interval <- function(p, n, k) {
  seen <- abs(p - k / n)
  side <- if (k / n < p) -1 else 1
  x <- 0:n
  off <- abs(p - x / n)
  inside <- Filter(function(e) {
    chances <- dbinom(x, n, p + side * e)
    min(sum(chances[off <= seen + 1e-9]), sum(chances[off >= seen - 1e-9])) > 0.025
  }, seq(0, if (side < 0) p else 1 - p, by = 0.0005))
  c(seen, min(inside), max(inside))
}
cases <- list(c(0.9, 60, 36), c(0.75, 40, 29), c(0.8, 25, 24), c(0.55, 70, 21), c(0.3, 50, 30))
rows <- sapply(cases, function(one) {
  found <- interval(one[1], one[2], one[3])
  sprintf('  { "p": %g, "tasks": %d, "passed": %d, "ece": %.4f, "low": %.4f, "high": %.4f }', one[1], one[2], one[3], found[1], found[2], found[3])
})

# Forecasts in several bins, or of one or two tasks: all outcomes of all bins are counted under each pattern of an error, those the other
# way around too; an error more than Hoeffding's bound away from what passed, at 1%, is left out. Each bin: stated, tasks, passed.
several <- function(bins) {
  p <- sapply(bins, `[`, 1); n <- sapply(bins, `[`, 2); k <- sapply(bins, `[`, 3)
  share <- n / sum(n); passed <- k / n; gap <- passed - p
  seen <- sum(share * abs(gap))
  rate <- (k + .5) / (n + 1)
  shrunk <- gap * pmax(.15, 1 - rate * (1 - rate) / n / pmax(1e-12, gap^2))
  stated <- sum(share * p); outcome <- sum(share * passed); spread <- sum(share * (p - stated)^2)
  slope <- if (spread > 1e-9) sum(share * (p - stated) * (passed - outcome)) / spread else 1
  patterns <- list(shrunk, gap, rep(outcome - stated, length(p)), outcome + slope * (p - stated) - p)
  patterns <- lapply(patterns, function(g) if (all(abs(g) < 1e-9)) ifelse(p > .5, -.05, .05) else g)
  x <- as.matrix(expand.grid(lapply(n, function(m) 0:m)))
  off <- rowSums(sweep(abs(sweep(sweep(x, 2, n, "/"), 2, p)), 2, share, "*"))
  kept <- c(seen, seen)
  for (g in c(patterns, lapply(patterns, `-`))) for (e in seq(0, min(1, seen + sum(share * 2 / sqrt(n))), length.out = 801)) {
    chance <- pmin(1, pmax(0, p + g * e / sum(share * abs(g))))
    if (2 * exp(-2 * sum(share * (passed - chance))^2 / sum(share^2 / n)) < .01) next
    likely <- Reduce(`*`, lapply(seq_along(n), function(i) dbinom(x[, i], n[i], chance[i])))
    if (min(sum(likely[off <= seen + 1e-9]), sum(likely[off >= seen - 1e-9])) > .025) kept <- range(kept, sum(share * abs(chance - p)))
  }
  c(seen, kept)
}
many <- list(
  list(c(.7, 1, 1)), list(c(.9, 2, 1)), list(c(.7, 1, 1), c(.2, 1, 0)), list(c(.25, 8, 5), c(.75, 12, 8)), list(c(.3, 10, 3), c(.8, 10, 8)),
  list(c(.15, 6, 0), c(.55, 10, 9), c(.95, 14, 9)), list(c(.35, 5, 1), c(.65, 25, 24)), list(c(.5, 6, 3), c(.6, 5, 3)), list(c(.45, 9, 2)))
more <- sapply(many, function(bins) {
  found <- several(bins)
  shown <- paste(sapply(bins, function(bin) sprintf("[%s]", paste(bin, collapse = ", "))), collapse = ", ")
  sprintf('  { "bins": [%s], "ece": %.4f, "low": %.4f, "high": %.4f }', shown, found[1], found[2], found[3])
})
cat('{ "one": [\n', paste(rows, collapse = ",\n"), '\n], "several": [\n', paste(more, collapse = ",\n"), "\n] }\n", sep = "")
