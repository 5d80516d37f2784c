#!/usr/bin/env bash
# The demo that ./run shows, when everything is built. All of it lives in var/demo and on loopback addresses.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

DEMO=$PWD/var/demo
PONTE=127.0.0.10 CARRIER=127.0.0.11 CORDLESS=127.0.0.12 FQDN=sbc.demo.example
CARRIER_CONTROL=5871 MICROSOFT_CONTROL=5872 CORDLESS_CONTROL=5873
USER_NUMBER=+390212345601 LINE_NUMBER=+390612345678
PAGES=http://127.0.0.1:8080 STAGE=127.0.0.1:8090 PAGES_PASSWORD="ponte di rialto"
PROGRAM=var/ponte/ponte.dll
ponte() { dotnet "$PROGRAM" "$@"; }

say() { printf '\n\e[1m== %s\e[0m\n' "$*"; }
fail() { echo "$*" >&2; for log in "$DEMO"/*.log; do echo "-- $log"; tail -n 5 "$log"; done >&2; exit 1; }

pids=()
stop() {
  trap - EXIT INT TERM
  say "Stopping"
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do kill -TERM "${pids[i]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

start() { # LOG COMMAND…: starts a program whose end ends the demo
  local log=$DEMO/$1.log
  shift
  dotnet "$PROGRAM" "$@" >"$log" 2>&1 &
  pids+=($!)
}

tell() { # PORT JSON: one command to a simulator, its answer on standard output
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf '%s\n' "$2" >&3
  IFS= read -r -t 30 answer <&3 || fail "The simulator on port $1 does not answer"
  exec 3>&-
  [[ $answer == *'"ok":true'* ]] || fail "The simulator says: $answer"
  printf '%s\n' "$answer"
}

field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p" <<<"$2"; }

until_true() { # SECONDS WHAT COMMAND…
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || fail "$what"
    sleep 0.3
  done
}

write_files() {
  mkdir -p "$DEMO/data"
  cat >"$DEMO/data/appsettings.json" <<JSON
{
  "Sip": {
    "Listeners": {
      "lan": { "Transport": "udp", "Address": "$PONTE:5060" },
      "teams": { "Transport": "tls", "Address": "$PONTE:5061", "Advertised": "$FQDN:5061" }
    }
  },
  "Tls": { "Certificate": "$DEMO/certificates/sbc.pem", "Key": "$DEMO/certificates/sbc.key" },
  "Media": { "Program": "$PWD/var/media/ponte-media", "Addresses": { "default": { "Address": "$PONTE" } } },
  "Http": { "Address": "127.0.0.1:8080", "Pages": "$PWD/var/pages", "FramedBy": "http://$STAGE" }
}
JSON
  echo "sala-riunioni-7" >"$DEMO/cordless-password"
  echo "$PAGES_PASSWORD" >"$DEMO/pages-password"
  cat >"$DEMO/company.yaml" <<YAML
company: { name: Rossi S.p.A., country: IT, areaCode: "02", language: it, timeZone: Europe/Rome, recording: { when: onDemand } }
lines:
  carrier: { kind: carrier, peers: ["sip:$CARRIER:5060;transport=udp"], channels: 30, numbers: { out: national } }
  teams:
    kind: teams
    fqdn: $FQDN
    hubs: ["sip.localhost:5161", "sip2.localhost:5162", "sip3.localhost:5163"]
    peerNames: [sip.localhost]
    addresses: [127.0.0.0/8]
    trustAnchors: $DEMO/certificates/microsoft-ca.pem
users:
  mrossi:
    name: Mario Rossi
    extension: "201"
    number: "$USER_NUMBER"
    teams: { upn: mrossi@demo.example }
    devices: { cordless: { password: "file:$DEMO/cordless-password" } }
    voicemail: { pin: "2580" }
    forward: { noAnswer: { to: voicemail, after: 20s } }
  gbianchi: { name: Gaia Bianchi, extension: "202", number: "+390212345602", teams: { upn: gbianchi@demo.example } }
rooms:
  meeting: { name: Riunione, extension: "800", pin: "1234" }
numbers:
  "+390212345680": { room: meeting }
YAML
}

start_all() {
  ponte simulate certificates --folder "$DEMO/certificates" --fqdn $FQDN --hub sip.localhost --hub sip2.localhost --hub sip3.localhost >/dev/null
  start microsoft simulate microsoft --fqdn $FQDN --ponte $PONTE:5061 --certificates "$DEMO/certificates" \
    --hub sip.localhost=127.0.0.1:5161 --hub sip2.localhost=127.0.0.1:5162 --hub sip3.localhost=127.0.0.1:5163 \
    --user "mrossi=$USER_NUMBER,Mario Rossi" --user "gbianchi=+390212345602,Gaia Bianchi" \
    --media 127.0.0.1:50000-50999 --control 127.0.0.1:$MICROSOFT_CONTROL --answer-after 1.5 --tone 700
  start carrier simulate carrier --listen $CARRIER:5060 --ponte $PONTE:5060 --number 0612345678 \
    --media $CARRIER:40000-40999 --control 127.0.0.1:$CARRIER_CONTROL --answer-after 1.5 --tone 500
  start ponte serve --data "$DEMO/data"
  until_true 60 "Ponte does not start" ponte lines --data "$DEMO/data"
  ponte apply "$DEMO/company.yaml" --data "$DEMO/data"
  ponte accounts set admin --role administrator --password-file "$DEMO/pages-password" --data "$DEMO/data"
  ponte accounts set mrossi --role user --user mrossi --password-file "$DEMO/pages-password" --data "$DEMO/data"
  start cordless simulate phone --listen $CORDLESS:5060 --ponte $PONTE:5060 --user 201-cordless --password-file "$DEMO/cordless-password" \
    --media $CORDLESS:42000-42999 --control 127.0.0.1:$CORDLESS_CONTROL
  start pages simulate pages --listen $STAGE --pages var/pages --ponte $PAGES \
    --microsoft 127.0.0.1:$MICROSOFT_CONTROL --carrier 127.0.0.1:$CARRIER_CONTROL --phone 127.0.0.1:$CORDLESS_CONTROL
  until_true 60 "The hubs do not answer" hubs_are_up
  until_true 20 "The cordless does not register" cordless_is_registered
}

cordless_is_registered() { [[ $(tell $CORDLESS_CONTROL '{"do":"registered"}') == *'"result":true'* ]]; }

answers() { # PORT USER TONE: the one who answers, after a moment; an empty TONE only rings
  local who=${2:+\"user\":\"$2\",}
  tell "$1" "{\"do\":\"behave\",$who${3:+\"answerAfter\":1.5,\"tone\":$3,}\"rings\":true}" >/dev/null
}

hubs_are_up() { curl_health | grep -q '"peer":"sip3.localhost:5163","state":"Up"'; }
curl_health() {
  exec 4<>/dev/tcp/127.0.0.1/8080
  printf 'GET /health HTTP/1.0\r\n\r\n' >&4
  cat <&4
  exec 4>&-
}

heard() { # WHO PORT CALL HZ: what one end hears, measured for two seconds
  local report
  report=$(tell "$2" "{\"do\":\"hear\",\"call\":$3,\"tone\":$4,\"seconds\":2}")
  printf '   %-28s %s Hz: present %s of the time, level %s dBm0, gaps %s\n' "$1" "$4" \
    "$(awk -v p="$(field presence "$report")" 'BEGIN { printf "%.0f %%", 100 * p }')" "$(field level "$report")" "$(field gaps "$report")"
}

other_end() { # PORT: the number of the newest call of a simulator
  tell "$1" '{"do":"calls"}' | grep -o '"call":[0-9]*' | sed 's/.*://' | sort -n | tail -n 1
}

is_talking() { tell "$1" '{"do":"calls"}' | grep -o "\"call\":$2,[^}]*" | grep -q '"phase":"talking"'; }

show_call() { # TITLE FROM_NAME FROM_PORT DIAL_JSON TO_NAME TO_PORT FROM_HZ TO_HZ
  say "$1"
  local answer from to
  answer=$(tell "$3" "$4")
  from=$(field call "$answer")
  until_true 20 "The call is not answered" is_talking "$3" "$from"
  to=$(other_end "$6")
  echo "Heard:"
  heard "$2 hears $5" "$3" "$from" "$8"
  heard "$5 hears $2" "$6" "$to" "$7"
  tell "$3" "{\"do\":\"hangup\",\"call\":$from}" >/dev/null
  until_true 10 "The call does not end" no_call_left
  ponte call last --ladder --data "$DEMO/data"
}

no_call_left() { [[ $(ponte calls --json --limit 1 --data "$DEMO/data") == *'"phase":"Ended"'* ]]; }

mkdir -p "$DEMO"
write_files
say "Starting Ponte, a simulated carrier and a simulated Microsoft side"
start_all
ponte lines --data "$DEMO/data"
CALL_IN='{"do":"dial","from":"0612345678","to":"0212345601","name":"Ada Neri","tone":500}'
answers $MICROSOFT_CONTROL mrossi ""
answers $CORDLESS_CONTROL "" 900
show_call "Twin: a call from the line ($LINE_NUMBER, Ada Neri) rings Mario Rossi in Teams and on the cordless, which answers" \
  "the line" $CARRIER_CONTROL "$CALL_IN" "the cordless" $CORDLESS_CONTROL 500 900
answers $MICROSOFT_CONTROL mrossi 700
answers $CORDLESS_CONTROL "" ""
show_call "The same again, answered in Teams" \
  "the line" $CARRIER_CONTROL "$CALL_IN" "Teams" $MICROSOFT_CONTROL 500 700
show_call "A call from Mario Rossi in Teams to the line" \
  "Teams" $MICROSOFT_CONTROL "{\"do\":\"dial\",\"user\":\"mrossi\",\"to\":\"$LINE_NUMBER\",\"tone\":700}" "the line" $CARRIER_CONTROL 700 500
say "The call list of Mario Rossi in Teams (the first call is missed: it did ring), and what the cordless shows as missed"
tell $MICROSOFT_CONTROL '{"do":"history","user":"mrossi"}'
tell $CORDLESS_CONTROL '{"do":"missed"}'
say "History"
ponte calls --data "$DEMO/data"
[[ ${1:-} == --once ]] && exit 0
# From now on people answer.
answers $MICROSOFT_CONTROL mrossi ""
answers $MICROSOFT_CONTROL gbianchi ""
tell $CARRIER_CONTROL '{"do":"behave","number":"0612345678","rings":true}' >/dev/null
cat <<TEXT

Ponte stays up. Open http://$STAGE in a browser: Teams, a telephone outside, a cordless and Ponte's own pages side by side, with sound.
Call from the telephone, answer in Teams, and look at the call's ladder below.
Who lets Mario Rossi's places ring for 20 s leaves a message, which mrossi hears on the own page or by *98 on the cordless. 0212345680 is a
room for conferences, PIN 1234.

In another terminal:
  dotnet $PROGRAM calls --live --data var/demo/data
  the simulators take JSON lines: {"do":"help"} on 127.0.0.1:$CARRIER_CONTROL (carrier), 127.0.0.1:$MICROSOFT_CONTROL (Microsoft)
  and 127.0.0.1:$CORDLESS_CONTROL (cordless)
  $PAGES is for browsers: sign in as admin or mrossi with "$PAGES_PASSWORD"; $PAGES/api/v1/openapi.json describes the API
  $PAGES/health and /metrics
Ctrl-C ends everything.
TEXT
wait -n "${pids[@]}" || true
fail "A part of the demo ended by itself"
