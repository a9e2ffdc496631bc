package dev.eidetic.server.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a server shall run.
public record ServerSettings(Binding binding, Content content, Limits limits) {

  /// Where it listens, and to whom.
  ///
  /// @param host name or address of this machine
  /// @param port 0 for any free one
  /// @param publicHosts names that clients may call it by, besides its address
  /// @param corsOrigins origins of other pages that may ask, in lower case
  /// @param keys the file of keys; empty if everybody may do everything
  /// @param tls certificate and key; empty for plain HTTP
  public record Binding(
      String host,
      int port,
      Set<String> publicHosts,
      Set<String> corsOrigins,
      Optional<Path> keys,
      Optional<Tls> tls) {

    public Binding {
      publicHosts = Set.copyOf(publicHosts);
      corsOrigins = Set.copyOf(corsOrigins);
    }
  }

  /// @param certificates a chain in PEM, the server's own first
  /// @param privateKey PKCS #8 in PEM, without password
  public record Tls(Path certificates, Path privateKey) {}

  /// What it serves.
  ///
  /// @param collections folders of single collections
  /// @param data where new collections are made; empty for nowhere
  /// @param folders of this machine that clients may have taken in
  /// @param isFetching true if images may be fetched from the public web
  /// @param features graph of local features; empty for RootSIFT
  /// @param crossEncoder graph that the stage `cross` asks; empty for the one that comes along
  public record Content(
      List<Path> collections,
      Optional<Path> data,
      List<Path> folders,
      boolean isFetching,
      Optional<Path> features,
      Optional<Path> crossEncoder) {

    public Content {
      collections = List.copyOf(collections);
      folders = List.copyOf(folders);
    }
  }

  /// What it takes at most.
  ///
  /// @param maxImageBytes of one image
  /// @param maxUploadBytes of all images of one request
  /// @param maxPixels width times height of one image
  /// @param perSecond requests of one caller; infinite for no limit
  /// @param atOnce requests of one caller at the same time
  /// @param queue requests that wait for a core
  /// @param connections open at the same time
  /// @param shadowShare of searches that are checked in the background, 0 to 1
  /// @param drainSeconds how long running requests may take when the server stops
  public record Limits(
      int maxImageBytes,
      long maxUploadBytes,
      long maxPixels,
      double perSecond,
      int atOnce,
      int queue,
      double shadowShare,
      int connections,
      int drainSeconds) {

    public static final Limits DEFAULT =
        new Limits(
            32 << 20, 4L << 30, 60_000_000, Double.POSITIVE_INFINITY, 256, 32, 0.01, 1_024, 10);
  }
}
