package dev.eidetic.lucene;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/// Lucene's own tests of vector formats. No segment gets an index.
public class ScannedFormatTest extends BaseKnnVectorsFormatTestCase {

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(new EideticVectorsFormat(SegmentSettings.DEFAULT));
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
