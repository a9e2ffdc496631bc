package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.cross.CrossCheck;
import dev.eidetic.rerank.cross.CrossEncoder;
import java.util.List;
import java.util.stream.Collectors;

/// Stages in a row: `superglobal > aqe(k=10,alpha=3)`. Its text is what [#parse] reads.
///
/// @param stages in the order in which they run, at least one
public record CascadeSpec(List<StageSpec> stages) {

  public CascadeSpec {
    stages = List.copyOf(stages);
    require(!stages.isEmpty(), "a cascade has no stage; name at least one, such as superglobal");
  }

  /// Reads a cascade: names with options in brackets, `>` between them. What is not said has the
  /// published value.
  ///
  /// @throws IllegalArgumentException saying which character is wrong and what was expected or
  ///   probably meant
  public static CascadeSpec parse(String text) {
    return new CascadeSpec(new CascadeParser(text).stages());
  }

  /// The same stages with another cross-encoder than that of the program.
  public CascadeSpec with(CrossEncoder encoder) {
    return new CascadeSpec(
        stages.stream()
            .map(stage -> stage instanceof CrossCheck cross ? cross.with(encoder) : stage)
            .toList());
  }

  /// Whether a cross-encoder takes part.
  public boolean hasCrossEncoder() {
    return stages.stream().anyMatch(CrossCheck.class::isInstance);
  }

  @Override
  public String toString() {
    return stages.stream().map(StageSpec::toString).collect(Collectors.joining(" > "));
  }
}
