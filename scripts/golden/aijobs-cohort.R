# An independent computation of one cohort of real offers: senior data engineers in the US, paid in US dollars.
# Run: Rscript scripts/golden/aijobs-cohort.R ../shared/datasets/aijobs-net/salaries.csv > fixtures/golden/aijobs-cohort.json
suppressMessages({
  library(Hmisc)
  library(jsonlite)
})
all <- read.csv(commandArgs(trailingOnly = TRUE)[1])
cohort <- subset(all, job_title == "Data Engineer" & experience_level == "SE" & company_location == "US" &
  salary_currency == "USD")
# Part-time pay without hours is kept out of every pool.
pay <- cohort$salary[cohort$employment_type != "PT"]
probs <- c(0.1, 0.25, 0.5, 0.75, 0.9)
cat(toJSON(
  list(
    madeBy = paste(R.version.string, "Hmisc", packageVersion("Hmisc")),
    source = "salaries.csv of foorilla/ai-jobs-net-salaries, CC0 1.0",
    rows = nrow(all),
    offers = length(pay),
    hf7 = unname(quantile(pay, probs, type = 7)),
    hf8 = unname(quantile(pay, probs, type = 8)),
    hd = exp(unname(hdquantile(log(pay), probs))),
    hdOfPay = unname(hdquantile(pay, probs))
  ),
  digits = NA, auto_unbox = TRUE
), "\n")
