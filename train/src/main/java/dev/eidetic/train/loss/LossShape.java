package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

/// What a loss is used on.
///
/// @param dimension of the embeddings
/// @param classes that labels are numbered over
/// @param teacherDimension of the teacher's vectors; 0 without a teacher
public record LossShape(int dimension, int classes, int teacherDimension) {

  public LossShape {
    require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
    require(classes >= 1, "classes are %d; there must be at least 1", classes);
    require(teacherDimension >= 0, "dimension of the teacher is %d", teacherDimension);
  }
}
