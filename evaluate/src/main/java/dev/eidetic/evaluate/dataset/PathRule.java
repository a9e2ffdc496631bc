package dev.eidetic.evaluate.dataset;

/// Where the image of a name lies.
///
/// @param folder it lies in; blank for the data's own
/// @param letters whether there are folders for its first three letters, as in GLDv2
/// @param ending of the file, such as `.jpg`; blank if the name has one
public record PathRule(String folder, boolean letters, String ending) {

  /// Names are paths below the data's folder.
  public static final PathRule AS_WRITTEN = new PathRule("", false, "");

  String path(String name) {
    String nested =
        letters && name.length() >= 3
            ? name.charAt(0) + "/" + name.charAt(1) + "/" + name.charAt(2) + "/" + name
            : name;
    return PathPrefix.add(folder, nested + ending);
  }
}
