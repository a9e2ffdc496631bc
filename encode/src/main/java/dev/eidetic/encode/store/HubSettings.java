package dev.eidetic.encode.store;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.fetch.FetchTimes;
import dev.eidetic.encode.fetch.RetryPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/// How models are downloaded.
///
/// @param endpoint of Hugging Face or a mirror; `https`, or `http` on this machine
/// @param token for private and gated repositories; sent to the endpoint only and never shown
/// @param offline refuses every download before any connection
/// @param maxBytes the most that one model may have
/// @param times how long the server may take
/// @param retryPolicy what to do about failures that pass
public record HubSettings(
    URI endpoint,
    Optional<String> token,
    boolean offline,
    long maxBytes,
    FetchTimes times,
    RetryPolicy retryPolicy) {

  /// 4 GiB.
  public static final long DEFAULT_MAX_BYTES = 4L << 30;

  public HubSettings {
    require(
        endpoint.getHost() != null && endpoint.getRawQuery() == null,
        "endpoint is \"%s\"; it must look like https://huggingface.co",
        endpoint);
    require(maxBytes > 0, "maxBytes is %d; it must be at least 1", maxBytes);
  }

  /// What the variables `HF_ENDPOINT` (default `https://huggingface.co`) and `HF_TOKEN` say.
  public static HubSettings of(Map<String, String> environment, boolean offline) {
    var endpoint = text(environment, "HF_ENDPOINT").orElse("https://huggingface.co");
    try {
      return new HubSettings(
          new URI(endpoint.replaceFirst("/+$", "")),
          text(environment, "HF_TOKEN"),
          offline,
          DEFAULT_MAX_BYTES,
          FetchTimes.FOR_MODELS,
          RetryPolicy.STANDARD);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "HF_ENDPOINT is \"%s\"; it must look like https://huggingface.co".formatted(endpoint), e);
    }
  }

  /// The same with another limit.
  public HubSettings withMaxBytes(long bytes) {
    return new HubSettings(endpoint, token, offline, bytes, times, retryPolicy);
  }

  /// Everything but the token.
  @Override
  public String toString() {
    return "%s, %s, %s, at most %d bytes"
        .formatted(
            endpoint,
            token.isPresent() ? "with a token" : "without token",
            offline ? "offline" : "online",
            maxBytes);
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
