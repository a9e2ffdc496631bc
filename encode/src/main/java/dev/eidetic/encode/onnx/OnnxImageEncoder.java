package dev.eidetic.encode.onnx;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.preprocess.Crop;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.Preprocessor;
import dev.eidetic.encode.preprocess.Resize;
import dev.eidetic.encode.preprocess.TensorSize;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Encodes pictures with a graph: preprocessing, network, pooling, views, whitening, unit length.
///
/// Each call borrows a direct buffer that grew to fit before and returns it, so that steady work
/// allocates nothing outside the heap.
public final class OnnxImageEncoder implements ImageEncoder {

  private static final int PREFERRED_BATCH = 8;

  /// The most numbers handed to the graph at once, 16 MiB; larger pictures make smaller batches.
  private static final int MAX_BATCH_NUMBERS = 1 << 22;

  private final OnnxModel model;
  private final EncoderSettings settings;
  private final List<Preprocessor> preprocessors;
  private final EmbeddingSpace space;
  private final int fixedBatch;
  private final ConcurrentLinkedDeque<FloatBuffer> buffers = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

  /// Takes over a model: closing the encoder closes it.
  ///
  /// @param sha256 of all that shapes the vectors, see [EmbeddingSpace]
  /// @throws IOException if settings and graph do not fit; the message names the shapes. The model
  ///   stays open then.
  public OnnxImageEncoder(OnnxModel model, EncoderSettings settings, String sha256)
      throws IOException {
    this.model = model;
    this.settings = settings;
    this.preprocessors =
        settings.scales().stream()
            .map(scale -> Preprocessor.of(settings.preprocessing().scaledBy(scale)))
            .toList();
    this.fixedBatch = Math.toIntExact(Math.max(0, model.input().shape().getFirst()));
    model.output(settings.output());
    for (var preprocessor : preprocessors) {
      requireFit(preprocessor.preprocessing());
    }
    this.space = new EmbeddingSpace(model.name(), dimension(), sha256);
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int wantedSide() {
    return preprocessors.stream().mapToInt(p -> p.preprocessing().wantedSide()).max().orElseThrow();
  }

  @Override
  public int preferredBatch() {
    return fixedBatch > 0 ? fixedBatch : PREFERRED_BATCH;
  }

  @Override
  public List<float[]> encode(List<Pixels> pictures) {
    require(!pictures.isEmpty(), "there are no pictures; there must be at least one");
    if (isClosed) {
      throw new EncodingException("the encoder of model \"%s\" is closed".formatted(model.name()));
    }
    var vectors = views(pictures);
    if (settings.whitening().isPresent()) {
      var whitening = settings.whitening().get();
      vectors = vectors.stream().map(whitening::apply).toList();
      normalize(vectors, "whitening");
    }
    return vectors;
  }

  @Override
  public void close() {
    isClosed = true;
    model.close();
  }

  private List<float[]> views(List<Pixels> pictures) {
    if (preprocessors.size() == 1 && !settings.isFlipped()) {
      return view(pictures, preprocessors.getFirst());
    }
    var aggregates = new ArrayList<ViewAggregate>();
    for (var preprocessor : preprocessors) {
      add(view(pictures, preprocessor), aggregates);
      if (settings.isFlipped()) {
        add(
            view(pictures.stream().map(OnnxImageEncoder::mirrored).toList(), preprocessor),
            aggregates);
      }
    }
    var vectors = aggregates.stream().map(ViewAggregate::vector).toList();
    normalize(vectors, "aggregation");
    return vectors;
  }

  private void add(List<float[]> vectors, List<ViewAggregate> aggregates) {
    for (int i = 0; i < vectors.size(); i++) {
      if (aggregates.size() == i) {
        aggregates.add(new ViewAggregate(settings.pooling(), vectors.get(i).length));
      }
      aggregates.get(i).add(vectors.get(i));
    }
  }

  /// One unit vector per picture. Pictures whose tensors have equal sides, one after another, share
  /// a batch.
  private List<float[]> view(List<Pixels> pictures, Preprocessor preprocessor) {
    var sizes = pictures.stream().map(p -> preprocessor.sizeFor(p.width(), p.height())).toList();
    var vectors = new ArrayList<float[]>(pictures.size());
    int start = 0;
    while (start < pictures.size()) {
      var size = sizes.get(start);
      int limit = Math.min(pictures.size(), start + batchLimit(size));
      int end = start + 1;
      while (end < limit && sizes.get(end).equals(size)) {
        end++;
      }
      vectors.addAll(batch(pictures.subList(start, end), preprocessor, size));
      start = end;
    }
    normalize(vectors, "output \"" + settings.output() + "\"");
    return vectors;
  }

  private int batchLimit(TensorSize size) {
    return fixedBatch > 0
        ? fixedBatch
        : Math.clamp(MAX_BATCH_NUMBERS / size.numbers(), 1, PREFERRED_BATCH);
  }

  /// One run. A graph with a fixed batch gets its unused places filled with zeros.
  private List<float[]> batch(List<Pixels> pictures, Preprocessor preprocessor, TensorSize size) {
    int places = fixedBatch > 0 ? fixedBatch : pictures.size();
    var buffer = borrow(Math.multiplyExact(places, size.numbers()));
    try {
      for (int i = 0; i < pictures.size(); i++) {
        preprocessor.apply(pictures.get(i), buffer, i * size.numbers());
      }
      for (int i = pictures.size() * size.numbers(); i < places * size.numbers(); i++) {
        buffer.put(i, 0);
      }
      long[] shape = {places, 3, size.height(), size.width()};
      return pooled(model.run(buffer, shape, settings.output()), pictures.size(), places);
    } finally {
      buffers.push(buffer);
    }
  }

  private List<float[]> pooled(OnnxArray result, int count, int places) {
    var shape = result.shape();
    boolean isPerPicture =
        shape.size() == settings.pooling().rank() + 1
            && shape.getFirst() == places
            && shape.stream().allMatch(side -> side > 0);
    if (!isPerPicture) {
      throw new EncodingException(
          "model \"%s\": output \"%s\" has shape %s for %d pictures; pooling %s needs %d dimensions, the first of them the picture"
              .formatted(
                  model.name(),
                  settings.output(),
                  shape,
                  places,
                  settings.pooling().canonical(),
                  settings.pooling().rank() + 1));
    }
    int[] share = shape.stream().skip(1).mapToInt(Math::toIntExact).toArray();
    int numbers = result.numbers().remaining() / places;
    float[] output = result.floats();
    var vectors = new ArrayList<float[]>(count);
    for (int i = 0; i < count; i++) {
      vectors.add(settings.pooling().pool(output, i * numbers, share));
    }
    return vectors;
  }

  private void normalize(List<float[]> vectors, String step) {
    for (int i = 0; i < vectors.size(); i++) {
      if (!Kernels.normalize(vectors.get(i))) {
        throw new EncodingException(
            "model \"%s\": after %s, picture %d of %d has a vector of length %s, which has no direction"
                .formatted(
                    model.name(), step, i + 1, vectors.size(), Kernels.norm(vectors.get(i))));
      }
    }
  }

  private FloatBuffer borrow(int numbers) {
    var buffer = buffers.poll();
    if (buffer == null || buffer.capacity() < numbers) {
      buffer =
          ByteBuffer.allocateDirect(Math.multiplyExact(numbers, Float.BYTES))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return buffer.clear();
  }

  private static Pixels mirrored(Pixels picture) {
    int width = picture.width();
    byte[] from = picture.rgb();
    var to = new byte[from.length];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(from, 3 * (y * width + x), to, 3 * (y * width + width - 1 - x), 3);
      }
    }
    return Pixels.of(width, picture.height(), to);
  }

  private void requireFit(Preprocessing preprocessing) throws IOException {
    long height = model.input().shape().get(2);
    long width = model.input().shape().get(3);
    if (height <= 0 && width <= 0) {
      return;
    }
    var size = fixedSize(preprocessing);
    boolean fits =
        size.isPresent()
            && (height <= 0 || height == size.get().height())
            && (width <= 0 || width == size.get().width());
    if (!fits) {
      throw new IOException(
          "model \"%s\" takes %s, but preprocessing gives %s; change size or crop_size in preprocessor_config.json, or the scales"
              .formatted(
                  model.name(),
                  model.input(),
                  size.map(s -> "3 x %d x %d".formatted(s.height(), s.width()))
                      .orElse("pictures of varying size")));
    }
  }

  private static Optional<TensorSize> fixedSize(Preprocessing preprocessing) {
    if (preprocessing.crop() instanceof Crop.Center(int width, int height)) {
      return Optional.of(new TensorSize(width, height));
    }
    return preprocessing.resize() instanceof Resize.Exact(int width, int height)
        ? Optional.of(new TensorSize(width, height))
        : Optional.empty();
  }

  /// From the graph where it says so, else from the vector of a gray picture.
  private int dimension() throws IOException {
    var port = model.output(settings.output());
    int given = settings.pooling().rank() + 1;
    if (port.shape().size() != given && !port.shape().isEmpty()) {
      throw new IOException(
          "model \"%s\": output is %s; pooling %s needs %d dimensions"
              .formatted(model.name(), port, settings.pooling().canonical(), given));
    }
    long pooled = port.shape().isEmpty() ? -1 : port.shape().get(given == 3 ? 2 : 1);
    if (pooled < 1) {
      var gray = new byte[3 * 64 * 64];
      Arrays.fill(gray, (byte) 128);
      var pictures = Collections.singletonList(Pixels.of(64, 64, gray));
      var preprocessor = preprocessors.getFirst();
      pooled = batch(pictures, preprocessor, preprocessor.sizeFor(64, 64)).getFirst().length;
    }
    if (settings.whitening().isEmpty()) {
      return requireStorable(pooled, port);
    }
    var whitening = settings.whitening().get();
    if (whitening.inputDimension() != pooled) {
      throw new IOException(
          "model \"%s\": whitening takes %d numbers, but pooling gives %d from output %s"
              .formatted(model.name(), whitening.inputDimension(), pooled, port));
    }
    return requireStorable(whitening.outputDimension(), port);
  }

  private int requireStorable(long dimension, TensorPort port) throws IOException {
    if (dimension > EmbeddingSpace.MAX_DIMENSION) {
      throw new IOException(
          "model \"%s\": vectors from output %s would have %d numbers; at most %d are stored, so add a whitening or another pooling"
              .formatted(model.name(), port, dimension, EmbeddingSpace.MAX_DIMENSION));
    }
    return (int) dimension;
  }
}
