#!/bin/sh
# Compiles the programs that let other libraries take part in a comparison, into the folder given.
#
#   apt-get install libhnswlib-dev libfaiss-dev libopenblas-dev   # Debian; what is absent is skipped
#   benchmarks/peers.sh target/peers
#
# CXX, CXXFLAGS and LDFLAGS are respected, so that libraries installed elsewhere are found:
#
#   CXXFLAGS=-I/opt/faiss/include LDFLAGS=-L/opt/faiss/lib benchmarks/peers.sh target/peers
#
# Debian's libraries are built for any processor; one built for this one is the fairer opponent. Any
# program that speaks as src/main/cpp/peer_driver.hpp describes can be put into the folder as well.
set -u
out=${1:?folder that receives the programs}
sources=$(dirname "$0")/src/main/cpp
compiler=${CXX:-c++}
mkdir -p "$out"

build() {
  name=$1
  shift
  # shellcheck disable=SC2086 # flags are words
  if "$compiler" -O3 -march=native -std=c++20 ${CXXFLAGS:-} "$sources/${name}_driver.cpp" \
    -o "$out/$name" ${LDFLAGS:-} "$@" 2>"$out/$name.log"; then
    rm "$out/$name.log"
    echo "$name: $out/$name"
  else
    echo "$name: skipped, see $out/$name.log"
  fi
}

build hnswlib -lpthread
build faiss -fopenmp -lfaiss -lopenblas
