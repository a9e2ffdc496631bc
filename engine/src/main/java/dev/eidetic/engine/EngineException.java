package dev.eidetic.engine;

import org.jspecify.annotations.Nullable;

/// What the engine itself refuses or fails at; the type says who must act. A caller's broken
/// argument is an `IllegalArgumentException` instead, and a failing disk an `IOException`.
public sealed class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private EngineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  private EngineException(String message) {
    super(message);
  }

  /// The caller named something that does not exist: a collection, an item, a field.
  public static final class NotFoundException extends EngineException {

    private static final long serialVersionUID = 1;

    public NotFoundException(String message) {
      super(message);
    }
  }

  /// The request does not fit what is there: another embedding space, a name already taken.
  public static final class ConflictException extends EngineException {

    private static final long serialVersionUID = 1;

    public ConflictException(String message) {
      super(message);
    }
  }

  /// Another process writes to the collection; wait for it or stop it.
  public static final class BusyException extends EngineException {

    private static final long serialVersionUID = 1;

    public BusyException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Stored data is damaged; restore a backup or index again.
  public static final class DamagedException extends EngineException {

    private static final long serialVersionUID = 1;

    public DamagedException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
