package dev.eidetic.encode.local;

/// How exactly descriptors are stored.
public enum FeaturePrecision {
  /// At most 24 KiB for 500 features: 40 bytes per descriptor, 8 bits per number for those of up to 40
  /// numbers (RootSIFT is reduced to 40), else as many bits as fit.
  STANDARD(320),
  /// At most 8 KiB for 500 features: 80 signs per descriptor.
  COMPACT(80);

  private final int descriptorBits;

  FeaturePrecision(int descriptorBits) {
    this.descriptorBits = descriptorBits;
  }

  int descriptorBits() {
    return descriptorBits;
  }
}
