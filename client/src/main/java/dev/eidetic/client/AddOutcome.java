package dev.eidetic.client;

import java.util.Optional;

/// What became of one image that was added.
///
/// @param status `added`, `replaced` or `refused`
/// @param reason of a refusal, such as `not an image`
/// @param message of a refusal, a sentence for people
public record AddOutcome(
    String id, String status, Optional<String> reason, Optional<String> message) {

  public boolean isRefused() {
    return status.equals("refused");
  }
}
