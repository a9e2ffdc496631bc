package dev.eidetic.encode.local;

import java.io.IOException;

/// Stored features that cannot be what was stored.
public final class BadFeaturesException extends IOException {

  private static final long serialVersionUID = 1;

  BadFeaturesException(String message) {
    super(message);
  }
}
