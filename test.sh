#!/usr/bin/env bash
# Installs what the tests need, runs all of them, and ends with the runner's summary.
#   ./test.sh                    everything
#   ./test.sh --filter …         any arguments of `dotnet test`
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

chromium=${PORTAL_CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests..."
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null ||
      echo "Chromium could not be installed: the browser tests will be skipped."
  else
    echo "No Chromium at $chromium: the browser tests will be skipped. Install it (Debian: apt-get install chromium) or set PORTAL_CHROMIUM."
  fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet test Portal.sln --logger "trx;LogFileName=tests.trx" --results-directory "$results" "$@"
code=$?

# The last line counts what ran, from the runner's own result.
if [ -f "$results/tests.trx" ]; then
  counters=$(grep -o '<Counters [^>]*' "$results/tests.trx" | head -n 1)
  count() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | grep -o '[0-9]*'; }
  total=$(count total) executed=$(count executed) passed=$(count passed)
  echo "$passed passed, $((executed - passed)) failed, $((total - executed)) skipped"
  [ "$executed" -gt 0 ] || code=1
else
  [ "$code" -ne 0 ] || code=1
fi
exit "$code"
