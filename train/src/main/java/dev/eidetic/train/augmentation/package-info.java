/// How training images are changed each time they are seen: [Augmentation] (the list of what can be
/// done), [Canvas] (a picture that is changed), [Augmentations] (named recipes).
@NullMarked
package dev.eidetic.train.augmentation;

import org.jspecify.annotations.NullMarked;
