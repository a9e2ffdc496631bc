package dev.eidetic.engine.opening;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Opens collections, finding the encoder that each was made with.
///
/// Where the encoder lay is noted beside the index, so that a model outside the store is found
/// again.
public final class CollectionOpener {

  private final Encoders encoders;
  private final DecodeLimits limits;

  public CollectionOpener(Encoders encoders, DecodeLimits limits) {
    this.encoders = encoders;
    this.limits = limits;
  }

  /// Opens a collection for what needs its encoder.
  ///
  /// @throws NotFoundException if the folder holds none
  /// @throws EncodingException if the encoder it was made with is missing
  public OpenCollection open(Path folder) throws IOException {
    var encoder = encoders.openFor(Collection.spaceOf(folder), EncoderNote.read(folder));
    return using(encoder, decoder -> Collection.open(folder, encoder, decoder));
  }

  /// Opens a collection, or makes it if the folder holds none.
  ///
  /// @param model a reference as [Encoders] reads it; empty for the encoder that the collection was
  ///   made with, or [Encoders#DEFAULT] for a new collection
  /// @throws ConflictException if the collection exists and the model is of another space
  /// @throws EncodingException if the encoder it was made with is missing
  public OpenCollection openOrCreate(Path folder, Optional<String> model) throws IOException {
    boolean exists = Collection.exists(folder);
    if (exists && model.isEmpty()) {
      return open(folder);
    }
    String reference = model.orElse(Encoders.DEFAULT);
    var encoder = encoders.open(reference);
    var opened =
        using(
            encoder,
            decoder ->
                exists
                    ? Collection.open(folder, encoder, decoder)
                    : Collection.create(folder, encoder, decoder));
    EncoderNote.write(folder, encoders.absolute(reference));
    return opened;
  }

  private interface Opening {
    Collection open(ImageDecoder decoder) throws IOException;
  }

  /// Closes the encoder if the collection cannot be opened.
  private OpenCollection using(ImageEncoder encoder, Opening opening) throws IOException {
    try {
      var decoder = ImageDecoders.standard(limits);
      return new OpenCollection(opening.open(decoder), encoder, decoder);
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }
}
