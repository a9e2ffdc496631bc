package dev.eidetic.demo.products;

import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Part;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Surface;
import java.util.ArrayList;
import java.util.List;

/// A product as its maker knows it.
///
/// @param name such as "speckled stoneware mug"; the last word or two say what it is
/// @param category such as "mugs"
/// @param material in words, the most visible one
/// @param colour in words, the most visible one
/// @param priceCents above 0
/// @param swingDegrees how far to either side of its front it may be photographed, up to 180
/// @param model what it looks like; its front faces +z
public record Design(
    String name,
    String category,
    String material,
    String colour,
    int priceCents,
    double swingDegrees,
    Model model) {

  /// Collects the parts of a model.
  static final class Parts {

    private final List<Part> list = new ArrayList<>();

    Parts add(Solid solid, Surface surface) {
      list.add(new Part(solid, surface));
      return this;
    }

    Model model() {
      return new Model(list);
    }
  }
}
