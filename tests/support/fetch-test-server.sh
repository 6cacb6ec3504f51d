#!/usr/bin/env bash
# Fetches the jars of the MongoDB test server where there is Java, Maven and no other server; about 6 MB, once.
set -euo pipefail
cd "$(dirname "$0")/../.."
jars=node_modules/.cache/mongo-test-server
if [ -n "${MONGODB_URI:-}" ] || command -v mongod >/dev/null || [ -d "$jars" ]; then exit 0; fi
if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
  echo "MongoDB test server: Java and Maven are not both installed, so its jars were not fetched"
  exit 0
fi
mvn --quiet --batch-mode --file tests/support/mongo-server/pom.xml \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory="$PWD/$jars.part" >&2
mv "$jars.part" "$jars"
