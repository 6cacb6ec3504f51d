# Expected values for src/stats, from R and Hmisc. Run: Rscript scripts/golden/quantiles.R > fixtures/golden/quantiles.json
suppressMessages({
  library(Hmisc)
  library(jsonlite)
})
set.seed(20240701)

probs <- c(0.01, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 0.99)
samples <- list(
  c(48000, 52000),
  c(61, 55, 70, 58, 64),
  round(exp(rnorm(8, 11, 0.3))),
  c(50, 50, 50, 60, 60, 75, 75, 75, 90, 120),
  round(exp(rnorm(41, 11, 0.25)), -3),
  exp(rnorm(500, 11, 0.4))
)
quantiles <- lapply(samples, function(x) {
  list(
    values = x,
    probs = probs,
    hf7 = unname(quantile(x, probs, type = 7)),
    hf8 = unname(quantile(x, probs, type = 8)),
    hd = unname(hdquantile(x, probs)),
    mad = mad(x, constant = 1.4826)
  )
})

beta <- expand.grid(x = c(0.001, 0.2, 0.5, 0.83, 0.999), a = c(0.4, 1, 5.5, 250), b = c(0.7, 3, 90.2))
beta$value <- pbeta(beta$x, beta$a, beta$b)
betaQuantiles <- expand.grid(p = c(1e-6, 0.05, 0.5, 0.9, 0.999), a = c(0.6, 2, 40), b = c(0.5, 3.3, 700))
betaQuantiles$value <- qbeta(betaQuantiles$p, betaQuantiles$a, betaQuantiles$b)
t <- expand.grid(p = c(0.05, 0.5, 0.9, 0.95, 0.999), df = c(1, 2.3, 5, 30, 1e4, 1e9))
t$value <- qt(t$p, t$df)
normal <- data.frame(p = c(1e-300, 1e-12, 0.01, 0.074, 0.3, 0.5, 0.7, 0.95, 1 - 1e-9))
normal$value <- qnorm(normal$p)
normal$density <- dnorm(normal$value)
wilson <- expand.grid(x = c(0, 1, 7, 20), n = c(20, 500))
bounds <- mapply(function(x, n) prop.test(x, n, conf.level = 0.9, correct = FALSE)$conf.int, wilson$x, wilson$n)
wilson$low <- bounds[1, ]
wilson$high <- bounds[2, ]

cat(toJSON(
  list(
    madeBy = paste(R.version.string, "Hmisc", packageVersion("Hmisc")),
    quantiles = quantiles, incompleteBeta = beta, betaQuantile = betaQuantiles,
    studentT = t, normal = normal, wilson = wilson
  ),
  digits = NA, auto_unbox = TRUE, pretty = FALSE
), "\n")
