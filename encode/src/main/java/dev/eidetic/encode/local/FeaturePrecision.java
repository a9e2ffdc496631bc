package dev.eidetic.encode.local;

/// How exactly descriptors are stored.
public enum FeaturePrecision {
  /// At most 24 KiB for 500 features: 40 bytes per descriptor, as many bits per number as fit: 4
  /// for RootSIFT, which is reduced to 80 numbers, 5 for 64 numbers, 8 for up to 40.
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
