#!/usr/bin/env bash
# Measures what a relayed packet costs: the media engine beside a plain C relay and rtpengine (Debian packages gcc and rtpengine-daemon).
# Prints tables of ratios and writes them to bench/results/media.md. Takes about two minutes; ratios count, not seconds.
#   bench/media.sh [CALLS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
calls=${1:-600}
out=bench/results/media.md
program=bench/Ponte.Bench.Media/bin/Release/net10.0/Ponte.Bench.Media

dotnet build bench/Ponte.Bench.Media -c Release --nologo -v quiet -clp:NoSummary
ulimit -n 20000
mkdir -p bench/results
{
  echo "# Media: cost of a relayed packet"
  echo
  echo "Made by \`bench/media.sh\`. All relays run on the same machine with one worker thread each and are loaded in turn, second by second. \"Loss\" is"
  echo "what the load generator missed too when the machine had no time for it; \"resident\" counts the whole process."
  echo
  "$program" step | sed 's/^/- /'
} >"$out"
"$program" --calls $((calls / 3)) --slices 10 --out "$out"
"$program" --calls "$calls" --slices 10 --out "$out"
"$program" --calls "$calls" --slices 10 --srtp --out "$out"
