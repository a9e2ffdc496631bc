package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.matt;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Textures.bands;
import static dev.eidetic.demo.render.Textures.brushed;
import static dev.eidetic.demo.render.Textures.checks;
import static dev.eidetic.demo.render.Textures.clay;
import static dev.eidetic.demo.render.Textures.marble;
import static dev.eidetic.demo.render.Textures.plain;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import java.util.List;

final class Vases {

  private Vases() {}

  static List<Design> all() {
    return List.of(
        vase(
            "carrara marble vase",
            "marble",
            "white",
            8900,
            one(amphora(), gloss(marble(0xf1eee9, 0x5b5f68)))),
        vase("terracotta amphora", "terracotta", "orange", 4450, handled(matt(clay(0xbf6238)))),
        vase(
            "fluted celadon vase",
            "stoneware",
            "green",
            5990,
            one(flutedVase(), gloss(plain(0x8fbfa2)))),
        vase(
            "banded indigo vase",
            "stoneware",
            "blue",
            5490,
            one(round(), gloss(bands(0.16, 0x23407c, 0xe9e4d6, 0x23407c, 0x5d86b8)))),
        vase("brass bud vase", "brass", "gold", 3290, one(bud(), metal(brushed(0xfbcd84), 0.3))),
        vase(
            "harlequin check vase",
            "porcelain",
            "black",
            4790,
            one(tall(), gloss(checks(12, 0.185, 0x22242a, 0xf3eee2)))));
  }

  private static Design vase(String name, String material, String colour, int cents, Model model) {
    return new Design(name, "vases", material, colour, cents, 180, model);
  }

  private static Model one(Solid solid, Surface surface) {
    return new Parts().add(solid, surface).model();
  }

  private static Solid amphora() {
    return Solids.vessel(1.5, 0.045, 0.22, 0.33, 0.47, 0.53, 0.50, 0.38, 0.23, 0.165, 0.17, 0.245);
  }

  private static Model handled(Surface surface) {
    var ear =
        Solids.torus(0.21, 0.04).turnedX(90).stretched(0.85, 1.15, 1).turnedZ(-12).at(0.3, 1.06, 0);
    var hollow = Solids.cylinder(0.13, 0.5, 0.01).at(0, 1.3, 0);
    return new Parts()
        .add(amphora().blended(0.05, ear.mirroredX()).minus(0.01, hollow), surface)
        .model();
  }

  private static Solid round() {
    return Solids.vessel(1.12, 0.045, 0.25, 0.45, 0.56, 0.58, 0.52, 0.38, 0.25, 0.24);
  }

  private static Solid flutedVase() {
    var hollow = Solids.lathe(1.12, 0.01, 0.13, 0.33, 0.45, 0.46, 0.38, 0.23, 0.14, 0.16);
    var body = Solids.lathe(1.12, 0.03, 0.25, 0.45, 0.56, 0.58, 0.52, 0.38, 0.25, 0.24);
    return body.fluted(0.022).minus(0.015, hollow.at(0, 0.07, 0));
  }

  private static Solid bud() {
    return Solids.vessel(1.35, 0.025, 0.24, 0.31, 0.29, 0.17, 0.1, 0.08, 0.085, 0.13);
  }

  private static Solid tall() {
    return Solids.vessel(1.48, 0.045, 0.27, 0.33, 0.38, 0.41, 0.41, 0.36, 0.31, 0.33);
  }
}
