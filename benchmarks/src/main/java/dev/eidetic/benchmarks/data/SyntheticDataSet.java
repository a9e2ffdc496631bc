package dev.eidetic.benchmarks.data;

record SyntheticDataSet(java.nio.file.Path folder) {
  void build(java.nio.file.Path sift) {}
}
