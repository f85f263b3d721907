#!/usr/bin/env bash
# Checks Atelier on a machine with a GPU, without a network and without Maven: doctor, Keras' numbers on CUDA, the CPU
# against the GPU, and the speed against PyTorch and JAX, which are used where python3 has them.
#   check.sh [options] RUNTIME JARS REPORT
# RUNTIME  folder with java/, natives/ and cuda/, or with the parts part-00 … of them, which are unpacked beside
# JARS     folder that pack.sh wrote: jars/, and data/ if it has one
# REPORT   text file to write
#   --device gpu|cpu      what to check; cpu is for trying this script out (default gpu)
#   --data FOLDER         Fashion-MNIST's files (default: JARS/data, else where Atelier looks)
#   --precisions LIST     compared, each with the same on all sides (default float32,tf32)
#   --seconds S           measured for each side of PyTorch and JAX (default 4)
#   --chunks N            of 0.2 s measured by Atelier's benchmark, at least 5 (default 20)
#   --sections LIST       of doctor,goldens,parity,speed (default all)
# Exit code: 0 all passed, 1 something failed, 2 nothing failed but something was not run, 64 wrong use.
set -euo pipefail

fail() {
  echo "check.sh: $1" >&2
  exit 64
}

device=gpu data='' precisions=float32,tf32 seconds=4 chunks=20 sections=doctor,goldens,parity,speed
while [[ ${1:-} = --* ]]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --device) device=$2 ;;
    --data) data=$2 ;;
    --precisions) precisions=$2 ;;
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
peers=$here/../../../../models/src/test/peers/python/peers.py

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
  "${java[@]}" io.atelier.models.cli.Main "$@"
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
    awk '/=> / { lines = 6; failures++ } lines-- > 0 && failures <= 40 { print substr($0, 1, 300) }' "$log" >>"$report"
  fi
}

positive() {
  awk -v number="$1" 'BEGIN { exit !(number + 0 > 0) }'
}

# ours MODEL BATCH PRECISION: images a second, or nothing; says what it measured.
ours() {
  local file=$work/ours.json log=$work/ours.log
  rm -f "$file"
  if atelier benchmark "$1" --batch-size "$2" --precision "$3" --device "$device" --chunks "$chunks" \
    --json "$file" "${options[@]}" >"$log" 2>&1; then
    rate=$(sed -n 's/.*"train_images_per_second" *: *\([0-9.Ee+]*\).*/\1/p' "$file")
    if ! positive "$rate"; then
      rate=
      verdict FAIL "Atelier, $1, batch $2, $3: its JSON has no rate"
      return
    fi
    local lowering
    lowering=$(sed -n 's/.*"lowering" *: *"\([^"]*\)".*/\1/p' "$file")
    say "$(printf '         %-22s batch %-5s %-8s %-8s %14.0f images/s (%s)' "$1" "$2" "$3" Atelier "$rate" "$lowering")"
  else
    rate=
    verdict FAIL "Atelier, $1, batch $2, $3: $(last "$log")"
  fi
}

# theirs SIDE MODEL BATCH PRECISION: images a second, or nothing and why.
theirs() {
  local log=$work/theirs.log line=$work/theirs.json micros
  why=
  if timeout 300 python3 "$peers" --sides "$1" --device "$device" --seconds "$seconds" --batch-size "$3" \
    --precision "$4" ${data:+--data "$data"} "$2" >"$line" 2>"$log"; then
    micros=$(sed -n 's/.*"medianMicros": *\([0-9.e+-]*\).*/\1/p' "$line")
    if ! positive "$micros"; then
      rate=
      why="$1 gave no time: $(last "$line")"
      verdict FAIL "$2, batch $3, $4: $why"
      return
    fi
    rate=$(awk -v micros="$micros" -v batch="$3" 'BEGIN { printf "%.1f", batch * 1e6 / micros }')
    say "$(printf '         %-22s batch %-5s %-8s %-8s %14.0f images/s' "$2" "$3" "$4" "$1" "$rate")"
  else
    rate=
    why=$(last "$log")
  fi
}

# compare MODEL BATCH SIDE:RATIO…
compare() {
  local model=$1 batch=$2 precision own pair side least name ratio
  shift 2
  for precision in ${precisions//,/ }; do
    ours "$model" "$batch" "$precision"
    own=$rate
    for pair in "$@"; do
      side=${pair%:*} least=${pair#*:}
      theirs "$side" "$model" "$batch" "$precision"
      name="$model, batch $batch, $precision: Atelier / $side"
      if [ -z "$own" ] || [ -z "$rate" ]; then
        verdict 'not run' "$name (needs $least): ${why:-Atelier was not measured}"
      else
        ratio=$(awk -v own="$own" -v rate="$rate" 'BEGIN { printf "%.3f", own / rate }')
        if awk -v ratio="$ratio" -v least="$least" 'BEGIN { exit !(ratio + 0 >= least + 0) }'; then
          verdict PASS "$name = $ratio (needs $least)"
        else
          verdict FAIL "$name = $ratio (needs $least)"
        fi
      fi
    done
  done
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

if wanted speed; then
  say ''
  say '== Images a second, training; medians'
  compare mlp-small-128 32 torch:10 jax:1
  compare cnn-large-64-128-256 32 torch:3
  compare cnn-large-64-128-256 1024 torch:1.0
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
