package dev.eidetic.server.settings;

import java.util.List;

/// Everything that is wrong with the settings, in one message.
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public SettingsException(List<String> problems) {
    super(
        problems.size() == 1
            ? problems.getFirst()
            : "%d settings are wrong:\n  %s"
                .formatted(problems.size(), String.join("\n  ", problems)));
  }
}
