package dev.eidetic.evaluate.ranks;

import dev.eidetic.evaluate.file.MalformedFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// Checks that answers name existing images, and none twice. Four bytes per gallery image; one
/// thread.
final class AnswerCheck {

  private final Path file;

  /// Where each image was last seen: answer number times nothing, so it need not be cleared.
  private final int[] lastAnswer;

  AnswerCheck(Path file, int gallerySize) {
    this.file = file;
    this.lastAnswer = new int[gallerySize];
    Arrays.fill(lastAnswer, -1);
  }

  /// @param answer number of the query
  /// @param place of the entry in the answer, from 0
  void accept(int answer, int place, long entry) throws MalformedFileException {
    if (entry < 0 || entry >= lastAnswer.length) {
      throw new MalformedFileException(
          file,
          "answer %d, place %d: %d is no image; the gallery's are 0 to %d",
          answer,
          place,
          entry,
          lastAnswer.length - 1);
    }
    if (lastAnswer[(int) entry] == answer) {
      throw new MalformedFileException(
          file,
          "answer %d, place %d: image %d was listed before; an answer names each once%s",
          answer,
          place,
          entry,
          place > 0 && entry == 0 ? " (is the list padded with zeros? shorten it)" : "");
    }
    lastAnswer[(int) entry] = answer;
  }
}
