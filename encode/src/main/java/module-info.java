/// Bytes to pixels to tensor to vector: decoding with limits, preprocessing, encoders, model store.
module dev.eidetic.encode {
  requires transitive dev.eidetic.vectors;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.jr.ob;
  requires java.net.http;

  exports dev.eidetic.encode;
  exports dev.eidetic.encode.classic;
  exports dev.eidetic.encode.fetch;
  exports dev.eidetic.encode.image;
  exports dev.eidetic.encode.lookup;
  exports dev.eidetic.encode.store;
}
