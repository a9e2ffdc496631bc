package dev.eidetic.engine.local;

import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/// The local features of a collection's items and of pictures that ask: taken from where they are
/// stored, else found in the picture's file and stored. Any number of threads may ask at once.
public final class PictureFeatures {

  /// Pictures are decoded so that their shorter side has at least this many pixels.
  private static final int WANTED_SIDE = 640;

  private static final System.Logger LOGGER = System.getLogger(PictureFeatures.class.getName());

  private final FeatureFolder folder;
  private final FeatureExtractor extractor;
  private final ImageDecoder decoder;

  /// @param collection its folder
  /// @param extractor stays the caller's to close
  public PictureFeatures(Path collection, FeatureExtractor extractor, ImageDecoder decoder) {
    folder = new FeatureFolder(collection, extractor.kind(), FeaturePrecision.STANDARD);
    this.extractor = extractor;
    this.decoder = decoder;
  }

  /// What makes features comparable.
  public String kind() {
    return extractor.kind();
  }

  /// Features as they are stored.
  ///
  /// @return nothing if the item's file is gone, changed or no picture any more
  public Optional<LocalFeatures> of(Item item) throws IOException {
    var stored = stored(item);
    String hash = item.display(BuiltInField.SHA256);
    if (stored.isPresent() || hash.isEmpty()) {
      return stored;
    }
    var fresh = fresh(item);
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(kept(hash, fresh.get()));
  }

  /// The same without looking into the picture.
  ///
  /// @return nothing if none are stored yet
  public Optional<LocalFeatures> stored(Item item) {
    String hash = item.display(BuiltInField.SHA256);
    return hash.isEmpty() ? Optional.empty() : folder.get(hash);
  }

  /// A folder that cannot be written costs time at the next search, not this answer.
  private LocalFeatures kept(String hash, LocalFeatures fresh) throws IOException {
    try {
      folder.put(hash, fresh);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "local features of %s are not kept".formatted(hash), e);
    }
    return folder.codec().read(folder.codec().write(fresh));
  }

  private Optional<LocalFeatures> fresh(Item item) throws IOException {
    try {
      var bytes = OriginalFile.read(item);
      return bytes.isEmpty()
          ? Optional.empty()
          : Optional.of(extractor.extract(decoder.decode(bytes.get(), WANTED_SIDE).pixels()));
    } catch (ImageRefusedException _) {
      return Optional.empty();
    }
  }

  /// Features of a picture that asks, ready to be matched with stored ones.
  ///
  /// @param file its content
  /// @throws ImageRefusedException if it is no picture
  public LocalFeatures ofBytes(byte[] file) throws ImageRefusedException {
    var pixels = decoder.decode(file, WANTED_SIDE).pixels();
    return folder.codec().query(extractor.extract(pixels));
  }
}
