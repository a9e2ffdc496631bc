@NullMarked
package dev.eidetic.demo.render;

import org.jspecify.annotations.NullMarked;
