package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.matt;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.bands;
import static dev.eidetic.demo.render.Textures.brushed;
import static dev.eidetic.demo.render.Textures.cloth;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.wood;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import dev.eidetic.demo.render.Vec3;
import java.util.List;

final class Audio {

  private static final Surface CHROME = metal(plain(0xd4d6da), 0.12);

  private Audio() {}

  static List<Design> all() {
    return List.of(
        sound(
            "walnut bookshelf speaker",
            "walnut",
            "brown",
            17900,
            55,
            speaker(satin(wood(0x8a5a38, 0x4f301d)), 0xe0c27a)),
        sound(
            "white studio speaker",
            "lacquered wood",
            "white",
            19900,
            55,
            speaker(satin(plain(0xeeece6)), 0x2d2f33)),
        sound("fabric smart speaker", "fabric", "gray", 9900, 180, smart()),
        sound(
            "black studio headphones",
            "leather",
            "black",
            12900,
            70,
            headphones(satin(plain(0x26282c)), satin(plain(0x1c1d20)))),
        sound(
            "cream headphones",
            "leather",
            "cream",
            14900,
            70,
            headphones(satin(plain(0xe6d8bd)), satin(plain(0x9a6238)))),
        sound("retro table radio", "lacquered wood", "teal", 11900, 50, radio()));
  }

  private static Design sound(
      String name, String material, String colour, int cents, double swing, Model model) {
    return new Design(name, "audio", material, colour, cents, swing, model);
  }

  private static Model speaker(Surface cabinet, int cone) {
    var box = Solids.box(0.46, 0.7, 0.38, 0.035).at(0, 0.72, 0);
    var well = Solids.cylinder(0.31, 0.1, 0.02).turnedX(90).at(0, 0.5, 0.4);
    var small = Solids.cylinder(0.17, 0.07, 0.02).turnedX(90).at(0, 1.07, 0.4);
    var rubber = satin(plain(0x1d1e21));
    return new Parts()
        .add(box.minus(0.015, well).minus(0.015, small), cabinet)
        .add(Solids.torus(0.275, 0.04).turnedX(90).at(0, 0.5, 0.38), rubber)
        .add(Solids.torus(0.145, 0.028).turnedX(90).at(0, 1.07, 0.38), rubber)
        .add(
            Solids.frustum(0.06, 0.26, 0.1, 0.01).turnedX(90).at(0, 0.5, 0.285), satin(plain(cone)))
        .add(Solids.sphere(0.1).at(0, 0.5, 0.33), satin(plain(cone)))
        .add(Solids.sphere(0.09).at(0, 1.07, 0.335), metal(plain(0xd0c4a8), 0.25))
        .add(Solids.cylinder(0.025, 0.02, 0.008).turnedX(90).at(0.33, 0.12, 0.38), CHROME)
        .model();
  }

  private static Model smart() {
    return new Parts()
        .add(
            Solids.lathe(0.98, 0.07, 0.4, 0.43, 0.44, 0.43, 0.4).at(0, 0.03, 0),
            matt(cloth(70, 0x9a9ea4, 0x7c8087)))
        .add(Solids.cylinder(0.34, 0.05, 0.03).at(0, 0.98, 0), gloss(plain(0x24262a)))
        .add(
            Solids.torus(0.29, 0.016).at(0, 1.03, 0),
            new Surface(plain(0x4fc3ea), 0.02, 0.5, false, 1.1))
        .add(Solids.cylinder(0.38, 0.04, 0.02).at(0, 0.04, 0), satin(plain(0x2a2c30)))
        .model();
  }

  private static Model headphones(Surface shell, Surface leather) {
    Solid outer = Solids.cylinder(0.62, 0.075, 0.045).turnedX(90);
    Solid hollow = Solids.cylinder(0.54, 0.3, 0.02).turnedX(90);
    Solid lower = Solids.box(1, 0.5, 1, 0).at(0, -0.5, 0);
    Solid arch =
        outer.minus(0.03, hollow).minus(0.02, lower).stretched(0.92, 1.05, 1).at(0, 0.72, 0);
    var cup = Solids.cylinder(0.33, 0.085, 0.06).turnedZ(90 + 6).at(0.6, 0.4, 0);
    var pad = Solids.torus(0.22, 0.09).turnedZ(90 + 6).at(0.48, 0.39, 0);
    var cap = Solids.cylinder(0.2, 0.03, 0.02).turnedZ(90 + 6).at(0.69, 0.41, 0);
    var slider = Solids.rod(new Vec3(0.545, 0.74, 0), new Vec3(0.585, 0.5, 0), 0.035);
    return new Parts()
        .add(arch, leather)
        .add(cup.mirroredX(), shell)
        .add(pad.mirroredX(), leather)
        .add(cap.mirroredX(), CHROME)
        .add(slider.mirroredX(), CHROME)
        .model();
  }

  private static Model radio() {
    var body = Solids.box(0.82, 0.42, 0.28, 0.12).at(0, 0.5, 0);
    var grille = matt(bands(0.05, 0xe9dfc8, 0xc9b98f));
    var knob = Solids.cylinder(0.09, 0.05, 0.02).turnedX(90);
    return new Parts()
        .add(body, satin(plain(0x2c7f83)))
        .add(Solids.box(0.42, 0.3, 0.03, 0.02).at(-0.26, 0.5, 0.27), grille)
        .add(Solids.box(0.2, 0.12, 0.03, 0.02).at(0.47, 0.66, 0.27), satin(plain(0xf6ecd2)))
        .add(Solids.box(0.008, 0.1, 0.01, 0.004).at(0.5, 0.66, 0.305), satin(plain(0xd8392f)))
        .add(knob.at(0.36, 0.36, 0.31), metal(brushed(0xf6cd86), 0.2))
        .add(knob.at(0.6, 0.36, 0.31), metal(brushed(0xf6cd86), 0.2))
        .add(
            Solids.rod(new Vec3(0.58, 0.04, 0.12), new Vec3(0.54, 0.14, 0.1), 0.045)
                .mirroredX()
                .mirroredZ(),
            satin(wood(0xc9975f, 0x8a5a30)))
        .add(Solids.rod(new Vec3(-0.6, 0.9, -0.1), new Vec3(-0.1, 1.35, -0.1), 0.016), CHROME)
        .model();
  }
}
