#!/usr/bin/env bash
# What npm would publish, installed elsewhere, runs the demo.
set -euo pipefail
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
tarball=$(npm pack --silent --pack-destination "$elsewhere" | tail -n 1)
cd "$elsewhere"
npm init --yes >/dev/null
npm install --silent --omit=dev "./$tarball"
npx market-worth demo >demo.txt
grep -q 'Ask for' demo.txt
echo "packed tarball: $tarball ($(du -k "$tarball" | cut -f1) kB) installed elsewhere runs market-worth demo"
