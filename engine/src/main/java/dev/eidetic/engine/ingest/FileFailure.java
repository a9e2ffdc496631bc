package dev.eidetic.engine.ingest;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why a file cannot be read, in words: the JDK's exceptions only name the file.
final class FileFailure {

  static final String LINK_TO_NOWHERE = "a link that leads nowhere";

  private FileFailure() {}

  static String message(Path path, IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied; allow reading it";
      case NoSuchFileException _ when Files.exists(path, LinkOption.NOFOLLOW_LINKS) ->
          LINK_TO_NOWHERE;
      case NoSuchFileException _ -> "it has vanished";
      default -> "cannot be read: " + failure.getMessage();
    };
  }
}
