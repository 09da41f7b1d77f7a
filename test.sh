#!/usr/bin/env bash
# Builds everything and runs every test project. The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

finish() {
  local line="$passed passed, $failed failed"
  ((skipped == 0)) || line+=", $skipped skipped"
  echo "$line"
  ((failed == 0 && passed > 0 && $1 == 0))
  exit
}

# Debian packages that tests need beside the SDK: "command that shows it is there" "package".
needs=(
  "python3 -c 'import numpy'" python3-numpy
  "command -v npm" npm
  "command -v curl" curl
  "test -x /usr/sbin/sshd" openssh-server
  "command -v ssh-keygen" openssh-client
  "command -v ip" iproute2
  "command -v ps" procps
  "command -v setsid" util-linux
  "command -v bindfs" bindfs
  "test -x /usr/bin/chromium" chromium
  "command -v podman" podman
  "command -v runc" runc
  "test -x /bin/busybox" busybox-static
)

install_needs() {
  local missing=()
  for ((i = 0; i < ${#needs[@]}; i += 2)); do
    bash -c "${needs[i]}" >/dev/null 2>&1 || missing+=("${needs[i + 1]}")
  done
  if ((EUID != 0)); then
    # Nodes with networks, processes and disks of their own are made of namespaces.
    echo "The tests need root${missing[*]:+, and: ${missing[*]}}. Run them as root, e.g.: sudo ./test.sh" >&2
    return 1
  fi
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "The tests need: ${missing[*]}. Install them first." >&2
    return 1
  fi
  echo "Installing ${missing[*]}…"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$results/apt.log" 2>&1 || {
    tail -n 20 "$results/apt.log" >&2
    echo "Could not install ${missing[*]}" >&2
    return 1
  }
}

# The number after a label in a runner's summary line, "Total: 12, Errors: 0, Failed: 1, Skipped: 0, …"; 0 when absent.
count() {
  local found
  found="$(grep -oE "$1: *[0-9]+" <<<"$2" | grep -oE '[0-9]+$')"
  echo "${found:-0}"
}

run() {
  local project="$1" name log summary status bad skip good
  name="$(basename "$project" .csproj)"
  log="$results/$name.log"
  echo "== $name"
  dotnet "$(dirname "$project")/bin/Release/net10.0/$name.dll" -noColor -noLogo >"$log" 2>&1
  status=$?
  summary="$(grep -E 'Total: *[0-9]+' "$log" | tail -n 1)"
  bad=$(($(count Failed "$summary") + $(count Errors "$summary")))
  skip=$(count Skipped "$summary")
  good=$(($(count Total "$summary") - bad - skip - $(count 'Not Run' "$summary")))
  # A runner that dies counts as a failure, whatever it printed.
  if ((status != 0 && bad == 0)); then bad=1; fi
  passed=$((passed + (good > 0 ? good : 0))) failed=$((failed + bad)) skipped=$((skipped + skip))
  if ((bad)); then cat "$log"; else echo "${summary:-   no summary}"; fi
}

install_needs || finish 1

echo "== Build"
if ! dotnet build Pipeline.sln -c Release -warnaserror -v q --nologo >"$results/build.log" 2>&1; then
  grep -E 'error|warning' "$results/build.log" | sort -u | head -n 50
  [[ -s "$results/build.log" ]] || echo "The build failed without a message."
  echo "The build failed."
  finish 1
fi

# Tests that run the host run what users run.
echo "== ./pipeline"
./pipeline --version || finish 1
PIPELINE_TEST_HOST="$(readlink -f .build/hosts/current)/Pipeline.Host.dll"
export PIPELINE_TEST_HOST

for project in tests/*/Pipeline.Tests.*.csproj; do
  run "$project"
done
finish 0
