/// Networks, losses, miners, samplers, the trainer and the export of what it learned.
module dev.eidetic.train {
  requires transitive dev.eidetic.encode;
  requires transitive dev.eidetic.evaluate;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.jr.ob;
  requires org.snakeyaml.engine;
  requires transitive org.bytedeco.pytorch;

  exports dev.eidetic.train.augmentation;
  exports dev.eidetic.train.data;
  exports dev.eidetic.train.export;
  exports dev.eidetic.train.loss;
  exports dev.eidetic.train.mining;
  exports dev.eidetic.train.network;
  exports dev.eidetic.train.recipe;
  exports dev.eidetic.train.reranker;
  exports dev.eidetic.train.run;
  exports dev.eidetic.train.sampling;
  exports dev.eidetic.train.small;
  exports dev.eidetic.train.torch;
  exports dev.eidetic.train.trainer;
  exports dev.eidetic.train.weights;
}
