/// How a server shall run: [ServerSettings] says it, [SettingsReader] reads it from file,
/// environment and flags and reports everything that is wrong at once.
@NullMarked
package dev.eidetic.server.settings;

import org.jspecify.annotations.NullMarked;
