package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.bands;
import static dev.eidetic.demo.render.Textures.brushed;
import static dev.eidetic.demo.render.Textures.cloudy;
import static dev.eidetic.demo.render.Textures.dots;
import static dev.eidetic.demo.render.Textures.marble;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.speckled;
import static dev.eidetic.demo.render.Textures.wood;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import dev.eidetic.demo.render.Vec3;
import java.util.List;

final class Tableware {

  private Tableware() {}

  static List<Design> all() {
    return List.of(
        ware(
            "forest steel bottle",
            "lacquered steel",
            "green",
            2990,
            bottle(satin(plain(0x2b5c46)))),
        ware(
            "copper banded bottle",
            "copper",
            "copper",
            3490,
            bottle(metal(brushed(0xf09a6a), 0.25))),
        ware(
            "cast iron teapot",
            "cast iron",
            "black",
            5990,
            teapot(satin(speckled(0x2a2c30, 0x4a4d52, 22)), metal(plain(0x9a9a9a), 0.3))),
        ware(
            "dotted porcelain teapot",
            "porcelain",
            "blue",
            4890,
            teapot(
                gloss(dots(14, 0.2, 0.05, 0xf5f1e8, 0x2a56a5).at(0, 0.02, 0)),
                gloss(plain(0x2a56a5)))),
        ware(
            "walnut salad bowl",
            "walnut",
            "brown",
            3990,
            bowl(satin(wood(0x9a6a42, 0x5a3722).alongX()))),
        ware("marble fruit bowl", "marble", "white", 6490, fruit()));
  }

  private static Design ware(String name, String material, String colour, int cents, Model model) {
    return new Design(name, "tableware", material, colour, cents, 180, model);
  }

  private static Model bottle(Surface body) {
    return new Parts()
        .add(Solids.lathe(1.3, 0.04, 0.285, 0.29, 0.29, 0.29, 0.29, 0.29, 0.28, 0.2, 0.15), body)
        .add(Solids.cylinder(0.155, 0.1, 0.03).at(0, 1.4, 0), satin(wood(0xcfa36c, 0x9b6f40)))
        .add(Solids.cylinder(0.16, 0.018, 0.008).at(0, 1.295, 0), metal(plain(0xd8d8d8), 0.15))
        .model();
  }

  private static Model teapot(Surface glaze, Surface knob) {
    var body = Solids.lathe(0.78, 0.03, 0.3, 0.48, 0.57, 0.56, 0.45, 0.27);
    var spout =
        Solids.taperedRod(new Vec3(0.42, 0.3, 0), new Vec3(0.72, 0.5, 0), 0.13, 0.085)
            .blended(
                0.1, Solids.taperedRod(new Vec3(0.7, 0.5, 0), new Vec3(0.86, 0.78, 0), 0.08, 0.05));
    var ear = Solids.torus(0.25, 0.05).turnedX(90).stretched(1, 1.05, 1).at(-0.62, 0.44, 0);
    var inside = Solids.cylinder(0.45, 1, 0.01);
    return new Parts()
        .add(body.blended(0.09, spout).blended(0.05, ear.minus(0.01, inside)), glaze)
        .add(Solids.lathe(0.1, 0.02, 0.3, 0.24, 0.1).at(0, 0.77, 0), glaze)
        .add(Solids.sphere(0.075).at(0, 0.92, 0), knob)
        .model();
  }

  private static Model bowl(Surface surface) {
    return new Parts().add(Solids.vessel(0.5, 0.05, 0.26, 0.46, 0.6, 0.68, 0.72), surface).model();
  }

  private static Model fruit() {
    var peel = satin(cloudy(0xf08a1d, 0.25));
    var parts =
        new Parts()
            .add(Solids.vessel(0.42, 0.05, 0.3, 0.5, 0.63, 0.71), gloss(marble(0xf0ece6, 0x6a6d74)))
            .add(Solids.sphere(0.235).at(0.28, 0.37, 0.17), peel)
            .add(Solids.sphere(0.24).at(-0.27, 0.38, 0.2), peel)
            .add(Solids.sphere(0.23).at(0.02, 0.37, -0.28), satin(cloudy(0x8fb53a, 0.3)))
            .add(Solids.sphere(0.22).at(0.02, 0.63, 0.06), satin(cloudy(0xf0b428, 0.25)));
    return parts
        .add(Solids.cylinder(0.3, 0.03, 0.015).at(0, 0.03, 0), satin(bands(1, 0xe9e5de)))
        .model();
  }
}
