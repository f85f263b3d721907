#!/usr/bin/env bash
# Checks Atelier on a machine with a GPU, without a network and without Maven: doctor, Keras' numbers on CUDA, the CPU
# against the GPU, and the speed against PyTorch and JAX, which are used where python3 has them.
#   check.sh [options] RUNTIME JARS REPORT
# RUNTIME  folder with java/, natives/ and cuda/, or with the parts part-00 … of them, which are unpacked beside
# JARS     folder that pack.sh wrote: jars/, and data/ if it has one
# REPORT   text file to write
#   --device gpu|cpu      what to check; cpu is for trying this script out (default gpu)
#   --data FOLDER         the data set's four files (default: JARS/data, else where Atelier looks)
#   --seconds S           PyTorch and JAX are measured for in each cell (default 2)
#   --chunks N            of 0.2 s that Atelier is measured for in each cell (default 9)
#   --sections LIST       of doctor,goldens,parity,precision,speed (default all)
#   --limit S             after which a side is ended (default 180); what it measured until then counts
#   --cells LIST          of the speed table, separated by commas (default all eight)
# Exit code: 0 all passed, 1 something failed, 2 nothing failed but something was not run, 64 wrong use.
set -euo pipefail

fail() {
  echo "check.sh: $1" >&2
  exit 64
}

device=gpu data='' seconds=2 chunks=9 limit=180 sections=doctor,goldens,parity,precision,speed chosen=''
while [[ ${1:-} = --* ]]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --device) device=$2 ;;
    --data) data=$2 ;;
    --cells) chosen=$2 ;;
    --limit) limit=$2 ;;
    --seconds) seconds=$2 ;;
    --chunks) chunks=$2 ;;
    --sections) sections=$2 ;;
    *) fail "knows no option $1" ;;
  esac
  shift 2
done
[ $# -eq 3 ] || fail "needs RUNTIME JARS REPORT, got $# arguments"
[[ $device = gpu || $device = cpu ]] || fail "--device needs gpu or cpu, got $device"
runtime=$1 jars=$2 report=$3
[ -d "$runtime" ] || fail "RUNTIME needs a folder, got $runtime"
[ -d "$jars/jars" ] || fail "JARS needs a folder that pack.sh wrote, got $jars"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
peers=$here/../../../../models/cli/src/test/peers/python/peers.py

if [ ! -x "$runtime/java/bin/java" ] && compgen -G "$runtime/part-*" >/dev/null; then
  # An unpacking that was cut off is begun again.
  if [ ! -e "$runtime/unpacked/whole" ]; then
    rm -rf "$runtime/unpacked"
    mkdir "$runtime/unpacked"
    cat "$runtime"/part-* | tar -xJ -C "$runtime/unpacked" || fail "RUNTIME's parts cannot be unpacked"
    touch "$runtime/unpacked/whole"
  fi
  runtime=$runtime/unpacked
fi
for folder in java natives cuda; do
  [ -d "$runtime/$folder" ] || fail "RUNTIME needs java/, natives/ and cuda/, got no $folder/ in $runtime"
done
runtime=$(cd "$runtime" && pwd -P)
jars=$(cd "$jars" && pwd -P)
[ -n "$data" ] || [ ! -d "$jars/data" ] || data=$jars/data

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{ : >"$report"; } 2>/dev/null || fail "REPORT needs a file that can be written, got $report"
report=$(cd "$(dirname "$report")" && pwd -P)/$(basename "$report")
failed=0 missing=0

say() {
  printf '%s\n' "$*" | tee -a "$report"
}

# verdict PASS|FAIL|'not run' TEXT
verdict() {
  case $1 in
    FAIL) failed=1 ;;
    'not run') missing=1 ;;
  esac
  say "$(printf '%-8s %s' "$1" "$2")"
}

wanted() {
  [[ ,$sections, = *,$1,* ]]
}

java=("$runtime/java/bin/java" -Xmx3g -Djava.awt.headless=true -Datelier.live=false "-Datelier.cuda=$runtime/cuda"
  -cp "$runtime/natives:$jars/jars/*")
export TF_CPP_MIN_LOG_LEVEL=${TF_CPP_MIN_LOG_LEVEL:-2}
options=()
[ -z "$data" ] || options=(--data "$data")

atelier() {
  "${java[@]}" io.atelier.cli.Main "$@"
}

# The last line with something in it, for a line of the report.
last() {
  { grep -v '^[[:space:]]*$' "$1" || echo 'said nothing'; } | tail -n 1 | cut -c 1-300
}

# junit NAME CLASS PROPERTIES…: the tests of a class; a test that was left out has not passed.
junit() {
  local name=$1 class=$2 log=$work/$2
  shift 2
  local found left
  if "${java[@]:0:${#java[@]}-2}" "$@" "${java[@]: -2}" org.junit.platform.console.ConsoleLauncher execute \
    --disable-banner --disable-ansi-colors --details=summary --select-class="io.atelier.engine.runtime.$class" \
    >"$log" 2>&1; then
    found=$(sed -n 's/^\[ *\([0-9]*\) tests successful *\]$/\1/p' "$log")
    left=$(awk '/ (tests|containers) (skipped|aborted) *\]$/ { left += $2 } END { print left + 0 }' "$log")
    if [ "$left" -gt 0 ]; then
      verdict 'not run' "$name: $left left out, ${found:-0} tests passed"
    elif [ "${found:-0}" -gt 0 ]; then
      verdict PASS "$name: $found tests"
    else
      verdict 'not run' "$name: $(last "$log")"
    fi
  else
    found=$(sed -n 's/^\[ *\([0-9]*\) tests failed *\]$/\1/p' "$log")
    if [ -n "$found" ]; then
      verdict FAIL "$name: $found tests failed, the first lines of each below"
    else
      verdict FAIL "$name: $(last "$log")"
    fi
    # What a failure says may go on behind the line that begins it.
    # Its name stands two lines before.
    awk '/=> / && ++failures <= 40 { lines = 6; print substr(older, 1, 300) }
      lines-- > 0 { print substr($0, 1, 300) }
      { older = old; old = $0 }' "$log" >>"$report"
  fi
}

# Cells of the speed table: MODEL[+dropoutRATE]:BATCH:PRECISION, and how many times as fast as PyTorch and JAX
# Atelier is to be.
cells='mlp-small-128:32:float32 10 1
mlp-large-128+dropout0.2:32:float32 10 1
cnn-small-32:32:float32 3 1
cnn-medium-64-128:32:tf32 3 1
cnn-large-64-128-256:32:float32 3 1
cnn-large-64-128-256:32:tf32 3 1
cnn-large-64-128-256:1024:tf32 1 1
cnn-large-64-128-256:1024:bfloat16 1 1'

if [ -n "$chosen" ]; then
  cells=$(grep -F -f <(tr ',' '\n' <<<"$chosen") <<<"$cells") || fail "--cells needs some of the table's, got $chosen"
fi

# micros FILE CELL: the median microseconds of a step that a side printed for a cell, or nothing.
micros() {
  { grep -F "\"$2\"" "$1" || true; } | sed -n 's/.*"medianMicros" *: *\([0-9.e+-]*\).*/\1/p' | tail -n 1
}

# ratio THEIRS OURS LEAST NAME: a verdict; times are microseconds, empty where there is none.
ratio() {
  if [ -z "$1" ] || [ -z "$2" ]; then
    verdict 'not run' "$4 (needs $3)"
  else
    local times
    times=$(awk -v theirs="$1" -v ours="$2" 'BEGIN { printf "%.2f", theirs / ours }')
    if awk -v theirs="$1" -v ours="$2" -v least="$3" 'BEGIN { exit !(theirs / ours >= least) }'; then
      verdict PASS "$4 $times (needs $3)"
    else
      verdict FAIL "$4 $times (needs $3)"
    fi
  fi
}

# One process a side runs all cells: starting one takes longer than measuring a cell. What a side measured is in the
# report before the next begins.
speed() {
  local names least_torch least_jax name side
  mapfile -t names < <(cut -d ' ' -f 1 <<<"$cells")
  measure atelier "${java[@]}" io.atelier.cli.Main benchmark-cells --device "$device" --chunks "$chunks" \
    "${options[@]}" "${names[@]}" || verdict FAIL "atelier: $(last "$work/atelier.log")"
  for side in torch jax; do
    measure "$side" python3 "$peers" --sides "$side" --device "$device" --seconds "$seconds" ${data:+--data "$data"} \
      "${names[@]}" || true
  done
  while read -r name least_torch least_jax; do
    ratio "$(micros "$work/torch.json" "$name")" "$(micros "$work/atelier.json" "$name")" "$least_torch" "$name: PyTorch / Atelier"
    ratio "$(micros "$work/jax.json" "$name")" "$(micros "$work/atelier.json" "$name")" "$least_jax" "$name: JAX / Atelier"
  done <<<"$cells"
}

# measure SIDE COMMAND…: runs it, and says what it printed for each cell.
measure() {
  local side=$1 code=0 name time
  shift
  timeout "$limit" "$@" >"$work/$side.json" 2>"$work/$side.log" || code=$?
  for name in "${names[@]}"; do
    time=$(micros "$work/$side.json" "$name")
    [ -z "$time" ] || say "$(printf '         %-8s %-38s %10.1f us a step' "$side" "$name" "$time")"
  done
  [ "$code" != 124 ] || say "         $side was ended after $limit s; what is not above was not measured"
  [ "$code" = 0 ] || say "         $side: $(last "$work/$side.log")"
  return "$code"
}

say "Atelier on device $device, $(date -u +%Y-%m-%d)"
say "$(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null || echo 'nvidia-smi: none')"
say "$(python3 -c 'import torch; print("PyTorch", torch.__version__, "CUDA", torch.version.cuda)' 2>/dev/null || echo 'PyTorch: none')"
say "$(python3 -c 'import jax; print("JAX", jax.__version__)' 2>/dev/null || echo 'JAX: none')"

if wanted doctor; then
  say ''
  say '== doctor'
  code=0
  atelier doctor "${options[@]}" >"$work/doctor" 2>"$work/doctor.err" || code=$?
  cat "$work/doctor" >>"$report"
  case $code in
    0) verdict PASS "doctor: $(last "$work/doctor")" ;;
    3) verdict FAIL "doctor: $(last "$work/doctor")" ;;
    *) verdict FAIL "doctor: exit code $code: $(last "$work/doctor.err")" ;;
  esac
fi

if wanted goldens; then
  say ''
  say "== Keras' numbers, each within its own tolerance, TF32 off"
  junit "goldens on $device" GoldensTest "-Datelier.test.device=$device"
fi

if wanted parity; then
  say ''
  say '== The CPU and the device from the same weights: losses of 4 epochs within 0.01 %, weights and answers within 0.001'
  junit "parity of CPU and $device" ParityTest "-Datelier.parity.device=$device"
fi

if wanted precision; then
  say ''
  say '== A precision means what it says: the gradient of a large product and convolution, against float64'
  junit "precision on $device" GradientPrecisionTest "-Datelier.test.device=$device"
fi

if wanted speed; then
  say ''
  say '== Training: microseconds a step, medians'
  speed
fi

say ''
if [ "$failed" = 1 ]; then
  say 'Something failed.'
  exit 1
elif [ "$missing" = 1 ]; then
  say 'Nothing failed, something was not run.'
  exit 2
fi
say 'All passed.'
