#!/usr/bin/env bash
# A second opinion on the API from schemathesis, an independent reader of its OpenAPI document: a built server that asks
# for a token, on a store that holds the example. Usage: run.sh SCHEMATHESIS
set -euo pipefail
cd "$(dirname "$0")/../../.."
root=$PWD
here=$root/scripts/check/schemathesis
schemathesis=$1
folder=$(mktemp -d)
store="file:$folder/store.db"
server=
trap 'kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT

token() {
  node "$root/dist/main.js" token create --person "$1" --role admin --store "$store" --json |
    node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).token"
}

node dist/main.js import fixtures/synthetic-interviews.csv --store "$store" >"$folder/import" 2>&1
# A server that others can reach starts once someone has access.
token first >"$folder/token"
node dist/main.js serve --host 0.0.0.0 --port 0 --preset open --store "$store" --json >"$folder/serve" 2>"$folder/log" &
server=$!
for _ in $(seq 60); do grep -q url "$folder/serve" && break || sleep 1; done
port=$(node -p "new URL(JSON.parse(require('fs').readFileSync('$folder/serve', 'utf8')).url).port")

# Checks a part beside others, in the name of a person of its own: each may ask 600 times a minute.
parts=()
runs=()
check() {
  local part=$1
  shift
  parts+=("$part")
  (
    # It keeps notes beside where it runs.
    mkdir "$folder/$part" && cd "$folder/$part"
    bearer=$(token "$part")
    SCHEMATHESIS_HOOKS=$here/hooks.py "$schemathesis" --config-file "$here/schemathesis.toml" \
      run "http://127.0.0.1:$port/openapi.json" --checks all --header "Authorization: Bearer $bearer" \
      --max-examples 4 --seed 1 --rate-limit 590/m --no-color "$@" >out 2>&1
  ) &
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
# While one part asks for what it has just made, no other changes the store.
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
