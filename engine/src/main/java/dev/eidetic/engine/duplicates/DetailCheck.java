package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricCheck;
import java.io.IOException;
import java.util.Optional;

/// Says by local features whether two pictures are edits of one or show one scene. Belongs to one
/// thread.
final class DetailCheck {

  /// No two of 10,000 unrelated pictures agree in as many (docs/geometry.md).
  private static final int LEAST_AGREEING = 15;

  /// In edits of one picture all that looks alike also lies alike; pictures taken from two places
  /// have depth between them, and much that looks alike moves.
  private static final double LEAST_SHARE_OF_EDITS = 0.7;

  private final PictureFeatures features;

  /// What `own` are the features of: one picture is compared with several others.
  private String id = "";

  private Optional<LocalFeatures> own = Optional.empty();

  DetailCheck(PictureFeatures features) {
    this.features = features;
  }

  /// What two pictures have in common.
  ///
  /// @param agreeing features that lie alike
  record Finding(CopyKind kind, int agreeing) {}

  Optional<Finding> compare(Item one, Item other) throws IOException {
    if (!one.id().equals(id)) {
      own = features.of(one);
      id = one.id();
    }
    if (own.isEmpty()) {
      return Optional.empty();
    }
    var right = features.of(other);
    return right.isEmpty() ? Optional.empty() : compare(own.get(), right.get());
  }

  private static Optional<Finding> compare(LocalFeatures left, LocalFeatures right) {
    if (left.count() == 0 || right.count() == 0) {
      return Optional.empty();
    }
    var verifier = GeometricCheck.verifier(left.kind());
    var found = verifier.verify(left, right, TimeBudget.unlimited());
    if (found.agreeing() < LEAST_AGREEING) {
      return Optional.empty();
    }
    double share = (double) found.agreeing() / found.matches().count();
    var kind = share >= LEAST_SHARE_OF_EDITS ? CopyKind.EDITED : CopyKind.SCENE;
    return Optional.of(new Finding(kind, found.agreeing()));
  }
}
