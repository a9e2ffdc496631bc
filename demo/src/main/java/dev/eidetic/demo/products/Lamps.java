package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.glowing;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.cloth;
import static dev.eidetic.demo.render.Textures.marble;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.wood;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import dev.eidetic.demo.render.Vec3;
import java.util.List;

final class Lamps {

  private static final Surface BRASS = metal(plain(0xf9cd88), 0.3);

  private Lamps() {}

  static List<Design> all() {
    return List.of(
        lamp(
            "linen shade table lamp",
            "ceramic",
            "white",
            7990,
            shaded(gloss(plain(0xe8e4da)), glowing(cloth(60, 0xe9d9b8, 0xdcc8a2), 0.55))),
        lamp(
            "teal ceramic table lamp",
            "ceramic",
            "teal",
            8490,
            shaded(gloss(plain(0x14706f)), glowing(cloth(60, 0xf3ece0, 0xe9dfcf), 0.55))),
        lamp(
            "orange mushroom lamp",
            "lacquered steel",
            "orange",
            11900,
            mushroom(gloss(plain(0xe8622a)), gloss(plain(0xe8622a)))),
        lamp(
            "cream mushroom lamp",
            "lacquered steel",
            "cream",
            12900,
            mushroom(gloss(plain(0xefe6d2)), BRASS)),
        lamp("tripod reading lamp", "oak", "brown", 9900, tripod()),
        lamp("marble globe lamp", "marble", "black", 13900, globe()));
  }

  private static Design lamp(String name, String material, String colour, int cents, Model model) {
    return new Design(name, "lamps", material, colour, cents, 180, model);
  }

  private static Model shaded(Surface base, Surface shade) {
    return new Parts()
        .add(Solids.lathe(0.78, 0.03, 0.24, 0.36, 0.37, 0.26, 0.13, 0.075), base)
        .add(Solids.cylinder(0.03, 0.12, 0.005).at(0, 0.86, 0), BRASS)
        .add(Solids.vessel(0.62, 0.02, 0.52, 0.46, 0.40).at(0, 0.88, 0), shade)
        .model();
  }

  private static Model mushroom(Surface cap, Surface stem) {
    var dome =
        Solids.sphere(0.62)
            .stretched(1, 0.78, 1)
            .minus(0.03, Solids.box(1, 0.6, 1, 0).at(0, -0.62, 0));
    return new Parts()
        .add(dome.at(0, 0.8, 0), cap)
        .add(Solids.lathe(0.86, 0.03, 0.36, 0.33, 0.2, 0.13, 0.12, 0.13), stem)
        .add(Solids.sphere(0.2).at(0, 0.8, 0), glowing(plain(0xffe2b0), 1.4))
        .model();
  }

  private static Model tripod() {
    var oak = satin(wood(0xc9975f, 0x8a5a30));
    var parts = new Parts();
    for (int i = 0; i < 3; i++) {
      var foot = Vec3.direction(40 + 120 * i, 0).times(0.5);
      parts.add(
          Solids.taperedRod(foot.plus(new Vec3(0, 0.04, 0)), new Vec3(0, 0.95, 0), 0.035, 0.045),
          oak);
    }
    return parts
        .add(Solids.cylinder(0.11, 0.05, 0.02).at(0, 0.94, 0), BRASS)
        .add(
            Solids.vessel(0.62, 0.02, 0.55, 0.50, 0.45).at(0, 0.98, 0),
            glowing(cloth(60, 0xe6dcc6, 0xd7cbb2), 0.5))
        .model();
  }

  private static Model globe() {
    return new Parts()
        .add(Solids.cylinder(0.36, 0.2, 0.02).at(0, 0.2, 0), gloss(marble(0x1f2226, 0xe6e2da)))
        .add(Solids.cylinder(0.2, 0.04, 0.01).at(0, 0.43, 0), BRASS)
        .add(
            Solids.sphere(0.44).at(0, 0.88, 0),
            new Surface(plain(0xfff0d6), 0.05, 0.1, false, 0.75))
        .model();
  }
}
