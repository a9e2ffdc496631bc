package dev.eidetic.demo.products;

import static dev.eidetic.demo.render.Surface.gloss;
import static dev.eidetic.demo.render.Surface.metal;
import static dev.eidetic.demo.render.Surface.satin;
import static dev.eidetic.demo.render.Textures.plain;
import static dev.eidetic.demo.render.Textures.sectors;
import static dev.eidetic.demo.render.Textures.spots;
import static dev.eidetic.demo.render.Textures.wood;

import dev.eidetic.demo.products.Design.Parts;
import dev.eidetic.demo.render.Model;
import dev.eidetic.demo.render.Solid;
import dev.eidetic.demo.render.Solids;
import dev.eidetic.demo.render.Surface;
import dev.eidetic.demo.render.Texture;
import dev.eidetic.demo.render.Vec3;
import java.util.List;

final class Toys {

  private static final int RED = 0xd8392f;
  private static final int YELLOW = 0xf2b632;
  private static final int GREEN = 0x4f9a56;
  private static final int BLUE = 0x2f72b8;
  private static final Texture BEECH = wood(0xe2bd88, 0xb98a55);

  private Toys() {}

  static List<Design> all() {
    return List.of(
        toy("rainbow stacking rings", "beech", "multicolour", 1990, rings()),
        toy("wooden building blocks", "beech", "multicolour", 2490, blocks()),
        toy(
            "striped beach ball",
            "vinyl",
            "multicolour",
            990,
            ball(gloss(sectors(2, RED, 0xf7f3ea, BLUE, 0xf7f3ea, YELLOW, 0xf7f3ea)))),
        toy(
            "spotted play ball",
            "rubber",
            "green",
            1190,
            ball(satin(spots(46, 0.986, 0x5fae8b, 0xfdf6e3)))),
        toy("wooden toy car", "beech", "blue", 1690, car()),
        toy("tin robot", "tin", "silver", 3290, robot()));
  }

  private static Design toy(String name, String material, String colour, int cents, Model model) {
    double swing = name.endsWith("robot") ? 60 : 180;
    return new Design(name, "toys", material, colour, cents, swing, model);
  }

  private static Model rings() {
    int[] colors = {RED, 0xe98a2f, YELLOW, GREEN, BLUE};
    var parts =
        new Parts().add(Solids.cylinder(0.55, 0.05, 0.04).at(0, 0.05, 0), satin(BEECH.alongX()));
    double y = 0.1;
    for (int i = 0; i < colors.length; i++) {
      double thickness = 0.13 - 0.008 * i;
      double radius = 0.46 - 0.062 * i - thickness * 0.4;
      y += thickness;
      parts.add(Solids.torus(radius, thickness).at(0, y, 0), satin(plain(colors[i])));
      y += thickness * 0.88;
    }
    return parts.add(Solids.sphere(0.13).at(0, y + 0.09, 0), satin(BEECH)).model();
  }

  private static Model blocks() {
    Solid cube = Solids.box(0.22, 0.22, 0.22, 0.025);
    Solid arch =
        Solids.box(0.5, 0.22, 0.2, 0.02)
            .minus(0.015, Solids.cylinder(0.25, 1, 0).turnedX(90).at(0, -0.22, 0));
    Solid roof = Solids.prism(0.2, 0.02, -0.34, 0.2, 0.34, 0.2, 0, -0.2).turnedX(90);
    return new Parts()
        .add(cube.at(-0.29, 0.22, 0), satin(plain(RED)))
        .add(cube.turnedY(8).at(0.28, 0.22, 0), satin(plain(BLUE)))
        .add(arch.turnedY(-3).at(0, 0.66, 0), satin(BEECH.alongX()))
        .add(roof.turnedY(4).at(0, 1.08, 0), satin(plain(YELLOW)))
        .add(Solids.cylinder(0.17, 0.28, 0.02).at(0.72, 0.28, 0.18), satin(plain(GREEN)))
        .add(
            cube.stretched(0.75, 0.75, 0.75).turnedY(30).at(-0.68, 0.165, 0.34),
            satin(plain(0xe98a2f)))
        .model();
  }

  private static Model ball(Surface surface) {
    Texture turned = p -> surface.texture().at(tilted(p.minus(new Vec3(0, 0.62, 0))));
    var skin =
        new Surface(turned, surface.mirror(), surface.roughness(), surface.metal(), surface.glow());
    return new Parts().add(Solids.sphere(0.62).at(0, 0.62, 0), skin).model();
  }

  /// Leans the pattern of a ball by a quarter of a right angle or so.
  private static Vec3 tilted(Vec3 p) {
    return new Vec3(0.88 * p.x() - 0.475 * p.y(), 0.475 * p.x() + 0.88 * p.y(), p.z());
  }

  private static Model car() {
    var body = Solids.box(0.78, 0.17, 0.33, 0.11).at(0, 0.36, 0);
    var cabin = Solids.box(0.4, 0.2, 0.27, 0.12).at(-0.06, 0.6, 0);
    var window = Solids.box(0.28, 0.105, 0.4, 0.06).at(-0.06, 0.63, 0);
    var wheel = Solids.cylinder(0.2, 0.065, 0.04).turnedX(90).at(0.44, 0.2, 0.33);
    var hub = Solids.cylinder(0.07, 0.08, 0.02).turnedX(90).at(0.44, 0.2, 0.335);
    return new Parts()
        .add(body.blended(0.08, cabin.minus(0.02, window)), gloss(plain(0x2f7fc1)))
        .add(Solids.box(0.33, 0.16, 0.23, 0.03).at(-0.06, 0.6, 0), satin(plain(0xf4e7c8)))
        .add(wheel.mirroredX().mirroredZ(), satin(BEECH.alongZ()))
        .add(hub.mirroredX().mirroredZ(), gloss(plain(RED)))
        .add(Solids.sphere(0.06).at(0.76, 0.4, 0.18).mirroredZ(), gloss(plain(YELLOW)))
        .model();
  }

  private static Model robot() {
    var tin = metal(plain(0xb9c4cc), 0.3);
    var red = gloss(plain(RED));
    var arm = Solids.rod(new Vec3(0.47, 0.86, 0), new Vec3(0.56, 0.5, 0.1), 0.075);
    return new Parts()
        .add(Solids.box(0.38, 0.3, 0.25, 0.05).at(0, 0.7, 0), tin)
        .add(Solids.box(0.28, 0.21, 0.22, 0.06).at(0, 1.24, 0), tin)
        .add(Solids.cylinder(0.1, 0.06, 0.01).at(0, 1.02, 0), red)
        .add(Solids.sphere(0.085).at(0.12, 1.28, 0.2).mirroredX(), gloss(plain(YELLOW)))
        .add(Solids.box(0.14, 0.025, 0.02, 0.015).at(0, 1.11, 0.22), red)
        .add(Solids.box(0.22, 0.13, 0.02, 0.015).at(0, 0.74, 0.25), satin(plain(0xf3e6c4)))
        .add(Solids.sphere(0.045).at(0.1, 0.74, 0.275).mirroredX(), red)
        .add(arm.mirroredX(), red)
        .add(Solids.sphere(0.1).at(0.57, 0.46, 0.11).mirroredX(), tin)
        .add(Solids.cylinder(0.11, 0.2, 0.02).at(0.19, 0.26, 0).mirroredX(), red)
        .add(Solids.box(0.16, 0.07, 0.22, 0.04).at(0.19, 0.07, 0.04).mirroredX(), tin)
        .add(Solids.rod(new Vec3(0, 1.45, 0), new Vec3(0, 1.62, 0), 0.022), tin)
        .add(Solids.sphere(0.06).at(0, 1.66, 0), red)
        .model();
  }
}
