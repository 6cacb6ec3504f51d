# Expected values for src/stats, from R. Run: Rscript scripts/golden/multiple-tests.R > fixtures/golden/multiple-tests.json
suppressMessages({
  library(jsonlite)
  library(nlme)
})
set.seed(20251118)

adjusted <- lapply(c(1, 5, 40, 300), function(n) {
  p <- c(runif(ceiling(0.8 * n)), rbeta(floor(0.2 * n), 0.05, 8))
  list(p = I(p), rejected = I(as.integer(p.adjust(p, "BH") <= 0.1)))
})
tails <- expand.grid(t = c(-40, -2.3, 0, 0.7, 1.96, 8), df = c(1, 2.3, 30, 1e4, 1e6))
tails$value <- 2 * pt(-abs(tails$t), tails$df)

# A mixed model whose variances are given: the generalised least squares that the equations stand for.
cluster <- rep(1:12, times = c(1, 1, 2, 3, 5, 1, 8, 2, 4, 6, 3, 4))
x <- cbind(1, rnorm(40), rbinom(40, 1, 0.4))
y <- as.vector(x %*% c(1, 0.5, -0.3) + rnorm(12, sd = 0.6)[cluster] + rnorm(40, sd = 0.4))
w <- round(runif(40, 0.5, 2), 2)
ratio <- 1.7
v <- diag(1 / w) + ratio * outer(cluster, cluster, "==")
gram <- t(x) %*% solve(v) %*% x
effects <- solve(gram, t(x) %*% solve(v) %*% y)
groups <- groupedData(y ~ 1 | cluster, data.frame(y = y, cluster = factor(cluster)))
anova <- summary(aov(y ~ cluster, groups))[[1]][["Mean Sq"]]
sizes <- table(cluster)
n0 <- (40 - sum(sizes^2) / 40) / 11

cat(toJSON(
  list(
    madeBy = R.version.string,
    adjusted = adjusted, tails = tails,
    mixed = list(
      cluster = cluster, x = x, y = y, w = w, ratio = ratio, effects = as.vector(effects),
      covariance = solve(gram), squares = as.vector(t(y) %*% solve(v) %*% y),
      between = (anova[1] - anova[2]) / n0, within = anova[2]
    )
  ),
  digits = NA, auto_unbox = TRUE, pretty = FALSE
), "\n")
