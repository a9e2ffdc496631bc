package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.sheet.SheetBlock.Curve;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came out for one model on a task that ranks no gallery.
///
/// @param name as the user wrote it
/// @param space of the model
/// @param dataSha256 over the images' files
/// @param stages how long each took, in order
/// @param figures the headline first
/// @param curve true matches against false ones, or precision against recall; see the task
public record TaskResult(
    String name,
    EmbeddingSpace space,
    String dataSha256,
    Map<Stage, Duration> stages,
    List<RunFigure> figures,
    Curve curve) {

  public TaskResult {
    figures = List.copyOf(figures);
  }
}
