/// Numbers in memory: SIMD kernels with scalar twins, matrices, principal components.
module dev.eidetic.vectors {
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires ejml.core;
  requires ejml.ddense;
  requires jdk.incubator.vector;

  exports dev.eidetic.vectors;
  exports dev.eidetic.vectors.cluster;
  exports dev.eidetic.vectors.quantize;
  exports dev.eidetic.vectors.transform;
}
