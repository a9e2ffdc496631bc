/// Bytes to pixels to tensor to vector: decoding with limits, preprocessing, encoders, model store.
module dev.eidetic.encode {
  requires transitive dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.jr.ob;
  requires com.microsoft.onnxruntime;
  requires java.net.http;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;

  exports dev.eidetic.encode;
  exports dev.eidetic.encode.builtin;
  exports dev.eidetic.encode.classic;
  exports dev.eidetic.encode.fetch;
  exports dev.eidetic.encode.hash;
  exports dev.eidetic.encode.image;
  exports dev.eidetic.encode.local;
  exports dev.eidetic.encode.local.onnx;
  exports dev.eidetic.encode.lookup;
  exports dev.eidetic.encode.model;
  exports dev.eidetic.encode.onnx;
  exports dev.eidetic.encode.pooling;
  exports dev.eidetic.encode.preprocess;
  exports dev.eidetic.encode.store;
  exports dev.eidetic.encode.whitening;
}
