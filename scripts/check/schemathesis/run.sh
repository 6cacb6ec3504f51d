#!/usr/bin/env bash
# A second opinion on the API from schemathesis, an independent reader of its OpenAPI document: built servers that ask for
# a token, each on a store that holds the example. Usage: run.sh SCHEMATHESIS
set -euo pipefail
cd "$(dirname "$0")/../../.."
root=$PWD
here=$root/scripts/check/schemathesis
schemathesis=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

field() {
  node -p "JSON.parse(require('fs').readFileSync('$1', 'utf8')).$2"
}

# Checks a part with a server of its own: who asks may do so 600 times a minute, and be refused 30 times; and while one part
# asks for what it has just made, no other changes the store.
check_part() (
  cd "$1"
  shift
  # It keeps notes beside where it runs.
  program=$root/dist/main.js
  store=file:$PWD/store.db
  node "$program" import "$root/fixtures/synthetic-interviews.csv" --store "$store"
  # A server that others can reach starts once someone has access.
  node "$program" token create --person reader --role admin --store "$store" --json >token
  node "$program" serve --host 0.0.0.0 --port 0 --preset open --store "$store" --json >serve 2>log &
  server=$!
  trap 'kill "$server" 2>/dev/null || true; wait 2>/dev/null || true' EXIT
  for _ in $(seq 60); do grep -q url serve && break || sleep 1; done
  port=$(node -p "new URL('$(field serve url)').port")
  SCHEMATHESIS_HOOKS=$here/hooks.py "$schemathesis" --config-file "$here/schemathesis.toml" \
    run "http://127.0.0.1:$port/openapi.json" --checks all --header "Authorization: Bearer $(field token token)" \
    --max-examples 4 --seed 1 --rate-limit 590/m --no-color "$@"
)

parts=()
runs=()
check() {
  parts+=("$1")
  mkdir "$folder/$1"
  check_part "$folder/$1" "${@:2}" >"$folder/$1/out" 2>&1 &
  runs+=($!)
}

# Waits for the parts that were begun; says what each found, all of it where that is not in order.
settle() {
  for at in "${!parts[@]}"; do
    if wait "${runs[$at]}"; then
      grep 'generated,' "$folder/${parts[$at]}/out" | sed "s/^ */schemathesis, ${parts[$at]}: /"
    else
      cat "$folder/${parts[$at]}/out"
      failed=1
    fi
  done
  parts=()
  runs=()
}

failed=0
check all --phases examples,fuzzing,stateful
check worth --phases coverage --include-path-regex '/market-worth$'
check guidance --phases coverage --include-path-regex '/guidance$'
check others --phases coverage --exclude-path-regex '/(market-worth|guidance|imports|interviews|profile)'
settle
check imports --phases coverage --include-path-regex '/imports'
check interviews --phases coverage --include-path-regex '/interviews$'
check changes --phases coverage --include-method PATCH
check entries --phases coverage --include-path-regex '/(interviews/|profile)' --exclude-method PATCH
settle
exit "$failed"
