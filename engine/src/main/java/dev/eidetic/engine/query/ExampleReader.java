package dev.eidetic.engine.query;

import dev.eidetic.encode.fetch.FetchRequest;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.fetch.FetchTimes;
import dev.eidetic.encode.fetch.HttpFetch;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.ImageRefusedException.Reason;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Gets the pictures of examples. Any number of threads may use one.
public final class ExampleReader {

  /// The most that is fetched from the web for one example.
  public static final int MAX_FETCHED_BYTES = 32 << 20;

  private static final int MAX_FILE_BYTES = 256 << 20;

  private final ImageDecoder decoder;
  private final int wantedSide;
  private final FetchRules rules;

  /// @param wantedSide of the collection's encoder, in pixels
  /// @param rules where pictures may be fetched from
  public ExampleReader(ImageDecoder decoder, int wantedSide, FetchRules rules) {
    this.decoder = decoder;
    this.wantedSide = wantedSide;
    this.rules = rules;
  }

  /// Reads the picture, unless it is an item's.
  ///
  /// @throws ImageRefusedException if it cannot or must not be decoded; the message names it
  /// @throws IOException if it cannot be fetched
  public ReadExample read(ExampleSource source)
      throws IOException, InterruptedException, ImageRefusedException {
    return switch (source) {
      case ExampleSource.OfId(String id) ->
          new ReadExample(new Example.OfItem(id), Optional.empty());
      case ExampleSource.OfFile(Path file) -> decode(file.toString(), bytes(file));
      case ExampleSource.OfWeb(URI address) -> {
        try (var fetch = new HttpFetch(rules, FetchTimes.FOR_IMAGES)) {
          yield decode(
              address.toString(), fetch.bytes(FetchRequest.of(address), MAX_FETCHED_BYTES));
        }
      }
    };
  }

  /// Refuses an id that does not exist, saying that it is no file either.
  ///
  /// @throws NotFoundException with what may have been meant
  public static void requireItem(Snapshot snapshot, ExampleSource.OfId example) throws IOException {
    if (snapshot.get(example.id()).isEmpty()) {
      throw new NotFoundException(
          "\"%s\" is no file, and %s".formatted(example.id(), snapshot.noSuchItem(example.id())));
    }
  }

  private ReadExample decode(String name, byte[] file) throws ImageRefusedException {
    try {
      var picture = new Example.Picture(decoder.decode(file, wantedSide).pixels());
      return new ReadExample(picture, Optional.of(file));
    } catch (ImageRefusedException e) {
      throw new ImageRefusedException(e.reason(), "%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static byte[] bytes(Path file) throws ImageRefusedException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new ImageRefusedException(
            Reason.TOO_LARGE,
            "%s has more than %,d bytes, the most that is read".formatted(file, MAX_FILE_BYTES));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw unreadable("file %s does not exist".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw unreadable("file %s: permission denied; allow reading it".formatted(file), e);
    } catch (IOException e) {
      throw unreadable("file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ImageRefusedException unreadable(String message, IOException cause) {
    return new ImageRefusedException(Reason.UNREADABLE, message, cause);
  }
}
