# Reference values for src/valuation/ridge.ts, by glm and optim: Rscript test/golden/valuation.R > test/golden/valuation.json
set.seed(12)
items <- 40
members <- 3
x <- cbind(1, round(rnorm(items), 3), round(rnorm(items), 3))
own <- rbind(c(0.5, 0.2, 0), c(-0.3, 0, 0.6), c(0, -0.4, 0.1))
shared <- c(0.4, 0.8, -0.5)
share <- sapply(seq_len(members), function(m) rbinom(items, 4, plogis(x %*% (shared + own[m, ]))) / 4)
weight <- matrix(sample(c(1, 2, 4), items * members, replace = TRUE), items)

strengths <- list(shared = 0.7, level = 1.5, own = 3)
loss <- function(w) {
  b <- w[1:3]
  sum <- strengths$shared / 2 * sum(b[-1]^2)
  for (m in seq_len(members)) {
    u <- w[3 * m + 1:3]
    eta <- x %*% (b + u)
    sum <- sum - sum(weight[, m] * (share[, m] * eta - log1p(exp(eta)))) + strengths$level / 2 * u[1]^2 + strengths$own / 2 * sum(u[-1]^2)
  }
  sum
}
slope <- function(w) {
  b <- w[1:3]
  out <- c(0, strengths$shared * b[-1], rep(0, 3 * members))
  for (m in seq_len(members)) {
    u <- w[3 * m + 1:3]
    g <- -t(x) %*% (weight[, m] * (share[, m] - plogis(x %*% (b + u))))
    out[1:3] <- out[1:3] + g
    out[3 * m + 1:3] <- out[3 * m + 1:3] + g + c(strengths$level * u[1], strengths$own * u[-1])
  }
  out
}
best <- optim(rep(0, 3 + 3 * members), loss, slope, method = "BFGS", control = list(reltol = 1e-16, maxit = 10000))
# The covariance of shared + own of the first member, from the curvature at the optimum.
hessian <- optimHess(best$par, loss, slope)
both <- cbind(diag(3), diag(3), matrix(0, 3, 3 * (members - 1)))
covariance <- both %*% solve(hessian) %*% t(both)

long <- data.frame(share = c(share), weight = c(weight), a = rep(x[, 2], members), b = rep(x[, 3], members))
pooled <- suppressWarnings(glm(share ~ a + b, binomial, long, weights = weight, control = list(epsilon = 1e-14)))

number <- function(v) paste0("[", paste(sprintf("%.10g", c(v)), collapse = ","), "]")
cat(sprintf('{"command":"Rscript test/golden/valuation.R > test/golden/valuation.json","R":"%s",\n"x":%s,\n"share":%s,\n"weight":%s,\n"ridge":{"coefficients":%s,"covariance":%s},\n"glm":{"coefficients":%s,"covariance":%s}}\n',
  getRversion(), number(t(x)), number(share), number(weight), number(best$par), number(covariance), number(coef(pooled)), number(vcov(pooled))))
