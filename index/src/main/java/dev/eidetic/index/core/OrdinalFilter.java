package dev.eidetic.index.core;

import java.util.function.IntConsumer;

/// Which ordinals may become hits. Ordinals of deleted items are not asked about.
public interface OrdinalFilter {

  /// Everything passes. Kinds ask whether a filter equals this one and take a shorter way.
  OrdinalFilter ALL =
      new OrdinalFilter() {
        @Override
        public boolean accepts(int ordinal) {
          return true;
        }

        @Override
        public int passing() {
          return Integer.MAX_VALUE;
        }

        @Override
        public void forEach(IntConsumer visitor) {
          throw new IllegalStateException("a filter that lets everything pass lists nothing");
        }
      };

  boolean accepts(int ordinal);

  /// About how many items pass.
  int passing();

  /// Visits every ordinal that passes, ascending. May take time in proportion to all items; meant
  /// for when few pass.
  void forEach(IntConsumer visitor);
}
