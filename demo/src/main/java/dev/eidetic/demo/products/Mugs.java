package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.bands;
import static dev.eidetic.demo.render.Textures.clay;
import static dev.eidetic.demo.render.Textures.dots;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.speckled;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import java.util.List;

final class Mugs {

  private Mugs() {}

  static List<Design> all() {
    return List.of(
        mug(
            "speckled stoneware mug",
            "stoneware",
            "cream",
            1890,
            straight(gloss(speckled(0xe9dfc9, 0x5a4a3a, 16)))),
        mug("midnight glazed mug", "stoneware", "blue", 2190, straight(gloss(plain(0x1d3f7a)))),
        mug(
            "striped breakfast mug",
            "porcelain",
            "red",
            1490,
            bellied(gloss(bands(0.115, 0xf4efe6, 0xc8322b)))),
        mug(
            "dotted latte cup",
            "porcelain",
            "yellow",
            1650,
            tapered(gloss(dots(12, 0.2, 0.055, 0xf2bd3a, 0xfffaf0)))),
        mug(
            "dipped terracotta mug",
            "terracotta",
            "orange",
            2350,
            bellied(satin(clay(0xc46a3f).dipped(0.5, plain(0x2f8f8a))))),
        mug("enamel camping mug", "enamelled steel", "green", 1290, camping()));
  }

  private static Design mug(String name, String material, String colour, int cents, Model model) {
    return new Design(name, "mugs", material, colour, cents, 180, model);
  }

  private static Model straight(Surface glaze) {
    var cup = Solids.vessel(1, 0.055, 0.40, 0.43, 0.43, 0.43, 0.43);
    return new Parts().add(cup.blended(0.05, handle(0.5, 0.24, 0.43)), glaze).model();
  }

  private static Model bellied(Surface glaze) {
    var cup = Solids.vessel(0.92, 0.055, 0.30, 0.44, 0.50, 0.47, 0.43, 0.44);
    return new Parts().add(cup.blended(0.05, handle(0.48, 0.22, 0.48)), glaze).model();
  }

  private static Model tapered(Surface glaze) {
    var cup = Solids.vessel(1.05, 0.05, 0.27, 0.34, 0.40, 0.45, 0.49);
    return new Parts().add(cup.blended(0.05, handle(0.6, 0.22, 0.41)), glaze).model();
  }

  private static Model camping() {
    var cup = Solids.vessel(0.82, 0.03, 0.44, 0.45, 0.46, 0.47);
    var rim = Solids.torus(0.465, 0.024).at(0, 0.815, 0);
    return new Parts()
        .add(cup.blended(0.04, handle(0.42, 0.2, 0.46)), gloss(speckled(0x2e6b4f, 0xe8efe6, 13)))
        .add(rim, metal(plain(0xd8d8d8), 0.15))
        .model();
  }

  /// An ear on the right, cut off where the cup begins.
  private static Solid handle(double height, double radius, double cupRadius) {
    var ear = Solids.torus(radius, 0.055).turnedX(90).stretched(1, 1.15, 1.25);
    var inside = Solids.cylinder(cupRadius - 0.04, 2, 0.01).at(-cupRadius - 0.02, 0, 0);
    return ear.minus(0.01, inside).at(cupRadius + 0.02, height, 0);
  }
}
