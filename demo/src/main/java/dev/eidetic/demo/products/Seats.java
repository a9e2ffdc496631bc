package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.matt;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.bands;
import static dev.eidetic.demo.render.Textures.cloth;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.wood;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import dev.eidetic.demo.render.Texture;
import dev.eidetic.demo.render.Vec3;
import java.util.List;

final class Seats {

  private static final Texture OAK = wood(0xd3a46c, 0x9c6c3c);
  private static final Texture WALNUT = wood(0x7c5236, 0x4a2d1c);

  private Seats() {}

  static List<Design> all() {
    return List.of(
        seat("round oak stool", "oak", "brown", 6900, 180, stool(satin(OAK), satin(OAK.alongX()))),
        seat("striped cushion stool", "walnut", "blue", 8900, 180, cushioned()),
        seat("red metal stool", "steel", "red", 5490, 180, metalStool()),
        seat("white shell chair", "plastic", "white", 11900, 75, shell(satin(plain(0xeeebe4)))),
        seat("mustard armchair", "wool", "yellow", 34900, 70, armchair()),
        seat("slatted walnut chair", "walnut", "brown", 15900, 75, slatted()));
  }

  private static Design seat(
      String name, String material, String colour, int cents, double swing, Model model) {
    return new Design(name, "seats", material, colour, cents, swing, model);
  }

  /// Four legs that spread towards the floor.
  private static Solid legs(double top, double bottom, double height, double radius) {
    return Solids.taperedRod(
            new Vec3(bottom, 0.02, bottom), new Vec3(top, height, top), 0.75 * radius, radius)
        .mirroredX()
        .mirroredZ();
  }

  private static Model stool(Surface legs, Surface top) {
    var ring =
        Solids.rod(new Vec3(-0.34, 0.34, 0.34), new Vec3(0.34, 0.34, 0.34), 0.026).mirroredZ();
    return new Parts()
        .add(legs(0.27, 0.4, 0.9, 0.055), legs)
        .add(ring.and(ring.turnedY(90)), legs)
        .add(Solids.cylinder(0.5, 0.055, 0.045).at(0, 0.93, 0), top)
        .model();
  }

  private static Model cushioned() {
    var fabric = matt(bands(0.1, 0x2f5f98, 0xece6d8, 0x2f5f98, 0x88aed0).alongX());
    return new Parts()
        .add(legs(0.36, 0.42, 0.66, 0.06), satin(WALNUT))
        .add(Solids.box(0.5, 0.06, 0.5, 0.03).at(0, 0.7, 0), satin(WALNUT.alongX()))
        .add(Solids.box(0.49, 0.13, 0.49, 0.12).at(0, 0.85, 0), fabric)
        .model();
  }

  private static Model metalStool() {
    var lacquer = gloss(plain(0xb9261f));
    var slot = Solids.box(0.13, 0.3, 0.03, 0.03).at(0, 1, 0);
    var seat = Solids.box(0.4, 0.07, 0.4, 0.06).at(0, 0.96, 0).minus(0.02, slot);
    var leg =
        Solids.taperedRod(new Vec3(0.44, 0.03, 0.44), new Vec3(0.33, 0.94, 0.33), 0.045, 0.07);
    var bar = Solids.box(0.39, 0.035, 0.018, 0.012).at(0, 0.4, 0.39).mirroredZ();
    return new Parts()
        .add(seat, lacquer)
        .add(leg.mirroredX().mirroredZ(), lacquer)
        .add(bar.and(bar.turnedY(90)), lacquer)
        .model();
  }

  private static Model shell(Surface plastic) {
    var bowl = Solids.sphere(0.56).minus(0.015, Solids.sphere(0.52));
    var opening = Solids.box(1, 0.62, 1, 0.05).turnedX(38).at(0, 0.42, 0.3);
    var seat = bowl.minus(0.015, opening).stretched(1, 1.1, 1).at(0, 1.1, 0);
    return new Parts()
        .add(seat, plastic)
        .add(
            Solids.cylinder(0.38, 0.05, 0.045).at(0, 0.68, 0.02),
            matt(cloth(45, 0xd9a03c, 0xcf9430)))
        .add(legs(0.18, 0.4, 0.62, 0.05), satin(OAK))
        .model();
  }

  private static Model armchair() {
    var wool = matt(cloth(45, 0xe2b23a, 0xc58f1c));
    var arm = Solids.box(0.13, 0.3, 0.46, 0.11).at(0.54, 0.46, 0);
    return new Parts()
        .add(Solids.box(0.6, 0.46, 0.16, 0.13).turnedX(-10).at(0, 0.74, -0.36), wool)
        .add(Solids.box(0.5, 0.14, 0.46, 0.1).at(0, 0.34, 0.02), wool)
        .add(Solids.box(0.42, 0.1, 0.42, 0.09).at(0, 0.52, 0.06), wool)
        .add(arm.mirroredX(), wool)
        .add(legs(0.42, 0.5, 0.24, 0.045), satin(WALNUT))
        .model();
  }

  private static Model slatted() {
    var timber = satin(WALNUT);
    var post =
        Solids.rod(new Vec3(0.36, 0.7, -0.36), new Vec3(0.37, 1.55, -0.47), 0.04).mirroredX();
    var parts =
        new Parts()
            .add(legs(0.37, 0.4, 0.7, 0.05), timber)
            .add(Solids.box(0.46, 0.045, 0.45, 0.035).at(0, 0.72, 0), satin(WALNUT.alongX()))
            .add(post, timber);
    for (int i = 0; i < 3; i++) {
      var slat = Solids.box(0.38, 0.065, 0.022, 0.02).turnedX(-7);
      parts.add(slat.at(0, 1.03 + 0.2 * i, -0.403 - 0.026 * i), satin(WALNUT.alongX()));
    }
    return parts
        .add(
            Solids.rod(new Vec3(-0.36, 0.3, 0.37), new Vec3(0.36, 0.3, 0.37), 0.028).mirroredZ(),
            metal(plain(0xe6c07c), 0.3))
        .model();
  }
}
