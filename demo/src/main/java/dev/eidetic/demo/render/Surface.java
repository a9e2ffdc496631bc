package dev.eidetic.demo.render;

/// How a surface answers light.
///
/// @param texture its colour
/// @param mirror share of light reflected head-on, 0 to 1; glaze is about 0.05, chrome 0.8
/// @param roughness 0 for a mirror, 1 for satin: how much reflections are blurred
/// @param metal whether reflections take the colour of the surface and nothing is scattered
/// @param glow light that it gives off itself, as a factor of its colour
public record Surface(
    Texture texture, double mirror, double roughness, boolean metal, double glow) {

  /// No shine: cloth, clay, rough wood.
  public static Surface matt(Texture texture) {
    return new Surface(texture, 0, 1, false, 0);
  }

  /// A soft shine: oiled wood, plastic.
  public static Surface satin(Texture texture) {
    return new Surface(texture, 0.035, 0.7, false, 0);
  }

  /// Glaze, lacquer, polished stone.
  public static Surface gloss(Texture texture) {
    return new Surface(texture, 0.06, 0.08, false, 0);
  }

  public static Surface metal(Texture texture, double roughness) {
    return new Surface(texture, 0.75, roughness, true, 0);
  }

  /// A lamp shade or a lit globe.
  public static Surface glowing(Texture texture, double glow) {
    return new Surface(texture, 0, 1, false, glow);
  }
}
