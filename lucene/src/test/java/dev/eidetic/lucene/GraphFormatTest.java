package dev.eidetic.lucene;

import org.apache.lucene.codecs.Codec;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/// Lucene's own tests of vector formats. Every segment of at least two vectors gets a quantized
/// graph.
public class GraphFormatTest extends BaseKnnVectorsFormatTestCase {

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(
        new EideticVectorsFormat(SegmentSettings.DEFAULT.scanningUpTo(0)));
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
