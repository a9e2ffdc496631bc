/// How the model that comes with the program is made: [PictureList] says from which pictures,
/// [SmallModel] joins the trained network with the classic descriptor. docs/small-encoder.md has
/// the commands.
@NullMarked
package dev.eidetic.train.small;

import org.jspecify.annotations.NullMarked;
