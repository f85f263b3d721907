#!/usr/bin/env bash
# Gathers what check.sh runs on a GPU machine that has neither Maven nor a network: the project's jars, its tests and
# what both depend on. TensorFlow's native library and CUDA are not among them: the packed runtime brings them.
#   pack.sh OUT [DATA]     writes OUT/jars and, from a folder with the data set's four IDX files, OUT/data
set -euo pipefail

fail() {
  echo "pack.sh: $1" >&2
  exit 1
}

[ $# -ge 1 ] && [ $# -le 2 ] || fail "needs OUT and perhaps DATA, got $# arguments"
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
mkdir -p "$1"
out=$(cd "$1" && pwd -P)
data=${2:+$(cd "$2" && pwd -P)}
jars=$out/jars
rm -rf "$jars"
mkdir -p "$jars"

# JUnit's console launcher holds all of JUnit: a second one beside it would not fit.
junit=$(sed -n 's:.*<junit.version>5\(.*\)</junit.version>.*:1\1:p' "$home/pom.xml")
cd "$home"
mvn -B -ntp -q -P '!gpu' -pl models/cli -am -DskipTests -Dspotless.check.skip package \
  dependency:copy-dependencies -DincludeScope=test -DexcludeTypes=pom -Dmdep.overWriteSnapshots=true \
  -DexcludeGroupIds=org.junit.jupiter,org.junit.platform,org.opentest4j,org.apiguardian,net.jqwik,com.tngtech.archunit \
  -DoutputDirectory="$jars" || fail "needs a project that builds; see above"
mvn -B -ntp -q -N dependency:copy -DoutputDirectory="$jars" \
  -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" || fail "cannot get JUnit's console launcher"

rm -f "$jars"/tensorflow-core-native-*-*-x86_64*.jar "$jars"/tensorflow-core-native-*-arm64.jar "$jars"/cuda-*-redist.jar
cp {data,engine/core,engine/keras,engine/lab,models/paper,models/cli}/target/atelier-*.jar "$jars"
jar --create --file "$jars/atelier-engine-tests.jar" -C engine/core/target/test-classes .

if [ -n "$data" ]; then
  mkdir -p "$out/data"
  for name in train-images-idx3 train-labels-idx1 t10k-images-idx3 t10k-labels-idx1; do
    file=$(find "$data/" -maxdepth 1 -name "$name-ubyte*" | head -n 1)
    [ -n "$file" ] || fail "DATA needs $name-ubyte or $name-ubyte.gz, got $data"
    cp "$file" "$out/data"
  done
fi
du -shL "$out"/*
