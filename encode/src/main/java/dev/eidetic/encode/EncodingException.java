package dev.eidetic.encode;

/// A model that cannot be loaded or fails on its input. The message names model, input and shapes.
public final class EncodingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public EncodingException(String message) {
    super(message);
  }

  public EncodingException(String message, Throwable cause) {
    super(message, cause);
  }
}
