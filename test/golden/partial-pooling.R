# Reference values for src/statistics/partial-pooling.ts, by lme4: Rscript test/golden/partial-pooling.R > test/golden/partial-pooling.json
suppressPackageStartupMessages(library(lme4))

drawn <- function(seed, tasks, skills, categories, uneven) {
  set.seed(seed)
  rows <- expand.grid(task = seq_len(tasks), topology = seq_along(skills))
  category <- if (uneven) pmin(categories, 1 + floor(categories * runif(tasks)^2)) else (seq_len(tasks) - 1) %% categories + 1
  ease <- rnorm(tasks, 0, 1.2)
  own <- rnorm(categories, 0, 0.9)
  both <- matrix(rnorm(categories * length(skills), 0, 0.5), categories)
  rows$category <- category[rows$task]
  logit <- skills[rows$topology] + ease[rows$task] + own[rows$category] + both[cbind(rows$category, rows$topology)]
  rows$passed <- rbinom(nrow(rows), 1, plogis(logit))
  rows
}

number <- function(x) paste0("[", paste(sprintf("%.10g", x), collapse = ","), "]")

fitted_by <- function(rows) {
  data <- transform(rows, task = factor(task), category = factor(category), topology = factor(topology))
  model <- glmer(passed ~ 0 + topology + (1 | task) + (1 | category) + (1 | topology:category),
    data = data, family = binomial, nAGQ = 0, control = glmerControl(tolPwrss = 1e-10))
  deviations <- sapply(c("task", "category", "topology:category"), function(name) unname(attr(VarCorr(model)[[name]], "stddev")))
  cells <- unique(data[, c("topology", "category")])
  cells <- cells[order(cells$topology, cells$category), ]
  logits <- predict(model, cells, re.form = ~ (1 | category) + (1 | topology:category))
  sprintf('{"deviations":%s,"fixed":%s,"deviance":%.10g,"cells":[%s]}', number(deviations), number(fixef(model)), -2 * as.numeric(logLik(model)),
    paste(sprintf('{"topology":%s,"category":%s,"logit":%.10g}', cells$topology, cells$category, logits), collapse = ","))
}

one <- function(...) {
  rows <- drawn(...)
  sprintf('{"task":%s,"topology":%s,"category":%s,"passed":%s,"fit":%s}', number(rows$task), number(rows$topology), number(rows$category), number(rows$passed), fitted_by(rows))
}

# Topologies that share members: who answers is drawn for each task, from the members that the topology has.
with_members <- function(seed, tasks, teams, categories) {
  set.seed(seed)
  rows <- expand.grid(task = seq_len(tasks), topology = seq_along(teams))
  rows$category <- (rows$task - 1) %% categories + 1
  rows$member <- mapply(function(team) team[1 + floor(runif(1) * length(team))], teams[rows$topology])
  members <- max(unlist(teams))
  ease <- rnorm(tasks, 0, 1.2)
  own <- rnorm(categories, 0, 0.7)
  skill <- rnorm(members, 0, 0.8)
  at <- matrix(rnorm(categories * members, 0, 0.8), categories)
  logit <- 0.3 + ease[rows$task] + own[rows$category] + skill[rows$member] + at[cbind(rows$category, rows$member)]
  rows$passed <- rbinom(nrow(rows), 1, plogis(logit))
  rows
}

fitted_with_members <- function(rows) {
  data <- transform(rows, task = factor(task), category = factor(category), topology = factor(topology), member = factor(member))
  model <- glmer(passed ~ 0 + topology + (1 | task) + (1 | category) + (1 | topology:category) + (1 | member) + (1 | member:category),
    data = data, family = binomial, nAGQ = 0, control = glmerControl(tolPwrss = 1e-10))
  names <- c("task", "category", "topology:category", "member", "member:category")
  deviations <- sapply(names, function(name) unname(attr(VarCorr(model)[[name]], "stddev")))
  data$logit <- predict(model, data, re.form = ~ (1 | category) + (1 | topology:category) + (1 | member) + (1 | member:category))
  cells <- aggregate(logit ~ category + topology, data, mean)
  members <- aggregate(logit ~ member, data, mean)
  sprintf('{"deviations":%s,"fixed":%s,"deviance":%.10g,"cells":[%s],"members":%s}', number(deviations), number(fixef(model)),
    -2 * as.numeric(logLik(model)),
    paste(sprintf('{"topology":%s,"category":%s,"logit":%.10g}', cells$topology, cells$category, cells$logit), collapse = ","), number(members$logit))
}

one_with_members <- function(...) {
  rows <- with_members(...)
  sprintf('{"task":%s,"topology":%s,"category":%s,"member":%s,"passed":%s,"fit":%s}', number(rows$task), number(rows$topology),
    number(rows$category), number(rows$member), number(rows$passed), fitted_with_members(rows))
}

cat(sprintf('{"command":"Rscript test/golden/partial-pooling.R > test/golden/partial-pooling.json","lme4":"%s","sets":[\n%s,\n%s,\n%s,\n%s,\n%s\n]}\n', packageVersion("lme4"),
  one(1, 60, c(-0.5, 0.3, 0.9), 5, FALSE), one(2, 90, c(0.2, 0.2), 6, TRUE), one(5, 40, c(-1, 0, 0.5, 1), 8, TRUE),
  one_with_members(3, 120, list(1, 2, c(1, 2, 3), c(2, 3, 4)), 8), one_with_members(7, 160, list(1:4, 1:2, 3:5, 1:6), 10)))
