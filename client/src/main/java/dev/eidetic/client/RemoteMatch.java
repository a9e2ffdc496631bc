package dev.eidetic.client;

import java.util.Optional;

/// What a picture and an item have in common.
///
/// @param isVerified whether enough agrees to say that both show the same thing
/// @param verdict the same for people
/// @param agreeing features that agree on how the picture lies in the item's
/// @param matched features that look alike, whether they agree or not
/// @param placement how the picture lies in the item's; empty if nothing agrees
/// @param picture both side by side as a JPEG file, with lines between features that agree
@SuppressWarnings("ArrayRecordComponent")
public record RemoteMatch(
    boolean isVerified,
    String verdict,
    int agreeing,
    int matched,
    Optional<Placement> placement,
    byte[] picture) {

  /// How one picture lies in another, at the first one's centre, in pixels as they were compared.
  ///
  /// @param model what was fitted, such as `affine`
  /// @param angleDegrees how far it is turned
  /// @param scale how much larger it is there
  /// @param shiftX how far its centre moved to the right, as `shiftY` is how far down
  public record Placement(
      String model, double angleDegrees, double scale, double shiftX, double shiftY) {}
}
