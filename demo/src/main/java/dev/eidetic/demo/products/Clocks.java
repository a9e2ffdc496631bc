package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.matt;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.brushed;
import static dev.eidetic.demo.render.Textures.cloudy;
import static dev.eidetic.demo.render.Textures.dial;
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

final class Clocks {

  private static final Surface STEEL = metal(plain(0xd4d6da), 0.12);
  private static final Texture WHITE_FACE = dial(0.5, 0xf7f4ec, 0x1c1e22, 0xc8322b);

  private Clocks() {}

  static List<Design> all() {
    return List.of(
        clock("oak ring clock", "oak", "brown", 6990, ring()),
        clock(
            "red twin bell alarm clock",
            "lacquered steel",
            "red",
            2990,
            twinBell(gloss(plain(0xc4281f)), WHITE_FACE)),
        clock(
            "mint twin bell alarm clock",
            "lacquered steel",
            "mint",
            2990,
            twinBell(gloss(plain(0x9fd6c0)), WHITE_FACE)),
        clock(
            "leather strap watch",
            "leather",
            "brown",
            14900,
            watch(satin(cloudy(0x7a4524, 0.5)), metal(plain(0xf6cf8e), 0.12), 0xf6f1e4, 0x2a2420)),
        clock(
            "steel diver watch",
            "steel",
            "silver",
            22900,
            watch(metal(brushed(0xc8ccd2), 0.3), STEEL, 0x14305c, 0xf2f4f6)),
        clock("walnut mantel clock", "walnut", "brown", 9900, mantel()));
  }

  private static Design clock(String name, String material, String colour, int cents, Model model) {
    return new Design(name, "clocks", material, colour, cents, 48, model);
  }

  /// A disc that faces +z.
  private static Solid disc(double radius, double halfDepth, double roundness) {
    return Solids.cylinder(radius, halfDepth, roundness).turnedX(90);
  }

  private static Model ring() {
    var timber = wood(0xd2a066, 0x8f6034);
    var frame = disc(0.68, 0.13, 0.03).minus(0.02, disc(0.54, 0.12, 0.01).at(0, 0, 0.1));
    var foot = Solids.box(0.34, 0.05, 0.2, 0.03).at(0, 0.05, 0);
    return new Parts()
        .add(frame.at(0, 0.74, 0), satin(timber))
        .add(disc(0.55, 0.03, 0.005).at(0, 0.74, 0), satin(WHITE_FACE.at(0, 0.74, 0)))
        .add(foot, satin(timber.alongX()))
        .model();
  }

  private static Model twinBell(Surface lacquer, Texture face) {
    var body = disc(0.56, 0.2, 0.06).minus(0.02, disc(0.49, 0.1, 0.01).at(0, 0, 0.17));
    var leg = Solids.taperedRod(new Vec3(0.25, 0.25, 0), new Vec3(0.42, 0.04, 0), 0.05, 0.04);
    var bell =
        Solids.sphere(0.24).minus(0.02, Solids.box(0.4, 0.3, 0.4, 0).at(0, -0.27, 0)).turnedZ(-32);
    var bow =
        Solids.torus(0.26, 0.026)
            .turnedX(90)
            .minus(0.005, Solids.box(0.5, 0.3, 0.2, 0).at(0, -0.27, 0));
    return new Parts()
        .add(body.at(0, 0.66, 0), lacquer)
        .add(disc(0.5, 0.03, 0.005).at(0, 0.66, 0.08), satin(face.at(0, 0.66, 0)))
        .add(leg.mirroredX(), STEEL)
        .add(bell.at(0.33, 1.17, 0).mirroredX(), STEEL)
        .add(Solids.rod(new Vec3(0.28, 1.04, 0), new Vec3(0.4, 1.3, 0), 0.022).mirroredX(), STEEL)
        .add(Solids.rod(new Vec3(0, 1.2, 0), new Vec3(0, 1.32, 0), 0.04), STEEL)
        .add(bow.at(0, 1.34, 0), lacquer)
        .model();
  }

  /// A watch that stands on its closed strap, face to the front and tipped back.
  private static Model watch(Surface strap, Surface metal, int face, int ink) {
    var band = Solids.cylinder(0.6, 0.2, 0.05).minus(0.03, Solids.cylinder(0.53, 0.5, 0.03));
    var loop = band.turnedZ(90).stretched(1, 0.92, 0.8);
    double y = 0.56;
    var dial = dial(0.4, face, ink, 0xd8702a).at(0, y + 0.1, 0);
    Solid body = disc(0.47, 0.085, 0.04).minus(0.02, disc(0.39, 0.1, 0.005).at(0, 0, 0.15));
    return new Parts()
        .add(loop.at(0, y, 0), strap)
        .add(body.turnedX(-14).at(0, y + 0.1, 0.47), metal)
        .add(disc(0.4, 0.03, 0.005).turnedX(-14).at(0, y + 0.1, 0.497), satin(dial))
        .add(Solids.cylinder(0.05, 0.05, 0.015).turnedZ(90).at(0.51, y + 0.1, 0.46), metal)
        .model();
  }

  private static Model mantel() {
    var timber = wood(0x8a5a38, 0x4f301d);
    var box = Solids.box(0.6, 0.34, 0.2, 0.03).at(0, 0.4, 0);
    var arch = disc(0.5, 0.2, 0.03).at(0, 0.66, 0);
    return new Parts()
        .add(box.blended(0.12, arch), satin(timber.alongX()))
        .add(Solids.box(0.7, 0.06, 0.27, 0.025).at(0, 0.06, 0), satin(timber.alongX()))
        .add(disc(0.42, 0.05, 0.02).at(0, 0.66, 0.19), metal(plain(0xf6cd86), 0.15))
        .add(
            disc(0.375, 0.05, 0.004).at(0, 0.66, 0.197),
            matt(dial(0.37, 0xf4ead2, 0x2a221a, 0x2a221a).at(0, 0.66, 0)))
        .model();
  }
}
