package dev.eidetic.encode.preprocess;

/// Which colour comes first in the tensor.
public enum ChannelOrder {
  RGB,
  BGR
}
