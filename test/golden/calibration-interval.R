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
cat("[\n", paste(rows, collapse = ",\n"), "\n]\n", sep = "")
