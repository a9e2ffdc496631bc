package dev.eidetic.demo.render;

/// Everything that a picture depends on.
public record Scene(Model model, Backdrop backdrop, Lighting lighting, Camera camera) {

  Scene with(Camera other) {
    return new Scene(model, backdrop, lighting, other);
  }
}
