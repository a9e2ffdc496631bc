/// Settings files read field by field, so that each mistake names its file and field. Not exported.
@NullMarked
package dev.eidetic.encode.json;

import org.jspecify.annotations.NullMarked;
