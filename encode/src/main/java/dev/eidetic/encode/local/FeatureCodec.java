package dev.eidetic.encode.local;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.CodeStrips;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Local features as bytes, and back. Thread-safe.
///
/// What comes back has points rounded to 65,535 steps of the picture's sides, sizes to steps of 9
/// %, angles to 1.4 degrees, and descriptors in the stored space; [#query] takes fresh features
/// into that space without rounding them to few bits, so that the two can be matched. Layout:
/// docs/file-formats.md#local-features.
public final class FeatureCodec {

  private static final int MAGIC = 0x464c4445; // EDLF
  private static final byte VERSION = 1;
  private static final int MOST_FEATURES = 10_000;
  private static final int MOST_SIDE = 0xffff;
  private static final int POINT_BYTES = 6;
  private static final double SIZE_STEPS = 8; // per doubling

  private final FeaturePrecision precision;

  public FeatureCodec(FeaturePrecision precision) {
    this.precision = precision;
  }

  /// Fresh features, to be matched with stored ones.
  public LocalFeatures query(LocalFeatures features) {
    if (features.count() == 0
        || !(features.descriptors() instanceof Descriptors.Floats(var rows, int count, int size))) {
      return features;
    }
    var space = DescriptorSpace.of(features.kind(), size, precision);
    int stored = space.stored();
    var codes = new byte[count * stored];
    for (int row = 0; row < count; row++) {
      CodeStrips.quantize(space.vector(rows, row * size, size), 0, stored, codes, row * stored);
    }
    return new LocalFeatures(
        features.kind(),
        features.width(),
        features.height(),
        features.points(),
        new Descriptors.Codes(CodeStrips.of(codes, count, stored), 1, space.bits()));
  }

  /// Descriptors as the extractor gave them, of length 1; those that were stored but for what
  /// rounding took. Those of which not all numbers were stored (more than 320, or 80 if compact)
  /// have no more than were.
  public static Descriptors.Floats restore(LocalFeatures features) {
    return switch (features.descriptors()) {
      case Descriptors.Floats floats -> floats;
      case Descriptors.Codes codes -> restore(features.kind(), codes);
    };
  }

  private static Descriptors.Floats restore(String kind, Descriptors.Codes codes) {
    var space = DescriptorSpace.ofStored(kind, codes.dimension(), codes.bits());
    int dimension = space.dimension();
    var rows = new float[codes.count() * dimension];
    var row = new float[codes.dimension()];
    for (int i = 0; i < codes.count(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = codes.strips().at(i, j);
      }
      space.restore(row, rows, i * dimension);
    }
    return new Descriptors.Floats(rows, codes.count(), dimension);
  }

  /// @param features fresh ones, at most 10,000 of a picture of at most 65,535 pixels a side
  public byte[] write(LocalFeatures features) {
    require(
        features.descriptors() instanceof Descriptors.Floats,
        "features come from a store; only fresh ones can be stored");
    var floats = (Descriptors.Floats) features.descriptors();
    require(
        features.count() <= MOST_FEATURES
            && features.width() <= MOST_SIDE
            && features.height() <= MOST_SIDE,
        "there are %d features of a picture of %d x %d; at most %d of %d x %d can be stored",
        features.count(),
        features.width(),
        features.height(),
        MOST_FEATURES,
        MOST_SIDE,
        MOST_SIDE);
    var space = DescriptorSpace.of(features.kind(), floats.dimension(), precision);
    byte[] kind = features.kind().getBytes(StandardCharsets.UTF_8);
    int rowBytes = BitCodes.bytes(space.stored(), space.bits());
    int size = 19 + kind.length + features.count() * (POINT_BYTES + rowBytes) + Integer.BYTES;
    var buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(MAGIC).put(VERSION).put((byte) space.bits()).putShort((short) space.stored());
    buffer.putShort((short) features.count());
    buffer.putShort((short) features.width()).putShort((short) features.height());
    int fidelityPlace = buffer.position();
    buffer.putFloat(1).put((byte) kind.length).put(kind);
    writePoints(features, buffer);
    buffer.putFloat(fidelityPlace, writeRows(floats, space, rowBytes, buffer));
    buffer.putInt(checksum(buffer.array(), buffer.position()));
    return buffer.array();
  }

  private static void writePoints(LocalFeatures features, ByteBuffer buffer) {
    var points = features.points();
    for (int i = 0; i < points.count(); i++) {
      buffer.putShort((short) Math.round(steps(points.x(i) / features.width())));
      buffer.putShort((short) Math.round(steps(points.y(i) / features.height())));
      double log = Math.log(Math.max(1e-3, points.size(i))) / Math.log(2);
      buffer.put(
          (byte) (points.size(i) > 0 ? Math.clamp(Math.round(SIZE_STEPS * log) + 64, 1, 255) : 0));
      buffer.put((byte) Math.round(points.angleRadians(i) / (2 * Math.PI) * 256));
    }
  }

  private static float steps(float share) {
    return MOST_SIDE * Math.clamp(Float.isFinite(share) ? share : 0, 0, 1);
  }

  /// @return how well the rows were kept
  private static float writeRows(
      Descriptors.Floats floats, DescriptorSpace space, int rowBytes, ByteBuffer buffer) {
    int stored = space.stored();
    var packed = new byte[rowBytes];
    var codes = new byte[stored];
    double fidelity = 0;
    int directed = 0;
    for (int row = 0; row < floats.count(); row++) {
      float[] vector = space.vector(floats.rows(), row * floats.dimension(), floats.dimension());
      BitCodes.encode(vector, space.bits(), packed);
      buffer.put(packed);
      BitCodes.decode(packed, space.bits(), codes, 0, stored);
      double cosine = cosine(vector, codes);
      if (cosine > 0) {
        fidelity += cosine;
        directed++;
      }
    }
    return directed == 0 ? 1 : (float) Math.clamp(fidelity / directed, 0.1, 1);
  }

  private static double cosine(float[] vector, byte[] codes) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < vector.length; i++) {
      product += vector[i] * codes[i];
      squares += codes[i] * codes[i];
    }
    return squares == 0 ? 0 : product / Math.sqrt(squares);
  }

  /// @throws BadFeaturesException if the bytes are cut off, changed, or nothing that [#write] makes
  public LocalFeatures read(byte[] bytes) throws BadFeaturesException {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try {
      return read(buffer, bytes);
    } catch (BufferUnderflowException e) {
      throw damaged(bytes, "they end early");
    }
  }

  private static LocalFeatures read(ByteBuffer buffer, byte[] bytes) throws BadFeaturesException {
    if (buffer.getInt() != MAGIC) {
      throw damaged(bytes, "they do not begin as features do");
    }
    byte version = buffer.get();
    if (version != VERSION) {
      throw damaged(bytes, "version is %d, known is %d".formatted(version, VERSION));
    }
    int end = bytes.length - Integer.BYTES;
    if (end < 0 || buffer.getInt(end) != checksum(bytes, end)) {
      throw damaged(bytes, "the checksum is wrong");
    }
    int bits = buffer.get();
    int stored = buffer.getShort() & 0xffff;
    int count = buffer.getShort() & 0xffff;
    int width = buffer.getShort() & 0xffff;
    int height = buffer.getShort() & 0xffff;
    float fidelity = buffer.getFloat();
    var kind = new byte[buffer.get() & 0xff];
    buffer.get(kind);
    boolean isPossible =
        1 <= bits
            && bits <= 8
            && 1 <= stored
            && stored <= 4096
            && width >= 1
            && height >= 1
            && fidelity > 0
            && fidelity <= 1;
    if (!isPossible
        || buffer.position() + (long) count * (POINT_BYTES + BitCodes.bytes(stored, bits)) != end) {
      throw damaged(bytes, "the header does not fit the rest");
    }
    var points = readPoints(buffer, count, width, height);
    var codes = new byte[count * stored];
    var packed = new byte[BitCodes.bytes(stored, bits)];
    for (int row = 0; row < count; row++) {
      buffer.get(packed);
      BitCodes.decode(packed, bits, codes, row * stored, stored);
    }
    try {
      return new LocalFeatures(
          new String(kind, StandardCharsets.UTF_8),
          width,
          height,
          points,
          new Descriptors.Codes(CodeStrips.of(codes, count, stored), fidelity, bits));
    } catch (IllegalArgumentException e) { // rows that no writer makes
      throw damaged(bytes, String.valueOf(e.getMessage()));
    }
  }

  private static Keypoints readPoints(ByteBuffer buffer, int count, int width, int height) {
    var x = new float[count];
    var y = new float[count];
    var sizes = new float[count];
    var angles = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] = (buffer.getShort() & 0xffff) * (float) width / MOST_SIDE;
      y[i] = (buffer.getShort() & 0xffff) * (float) height / MOST_SIDE;
      int size = buffer.get() & 0xff;
      sizes[i] = size == 0 ? 0 : (float) Math.pow(2, (size - 64) / SIZE_STEPS);
      angles[i] = (float) ((buffer.get() & 0xff) * 2 * Math.PI / 256);
    }
    return new Keypoints(x, y, sizes, angles);
  }

  private static int checksum(byte[] bytes, int end) {
    var checksum = new CRC32C();
    checksum.update(bytes, 0, end);
    return (int) checksum.getValue();
  }

  private static BadFeaturesException damaged(byte[] bytes, String why) {
    return new BadFeaturesException(
        "stored features of %d bytes are damaged: %s; extract them again"
            .formatted(bytes.length, why));
  }
}
