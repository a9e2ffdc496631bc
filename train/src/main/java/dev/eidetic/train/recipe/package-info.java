/// Trainings as text: [Recipe] (keys and values, from YAML or flags), [RecipeReader] (to settings),
/// [LossSyntax] (losses in one line).
@NullMarked
package dev.eidetic.train.recipe;

import org.jspecify.annotations.NullMarked;
