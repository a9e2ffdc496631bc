package dev.eidetic.train.torch;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Numbers into tensors and out of them.
public final class Tensors {

  private Tensors() {}

  /// A number as libtorch's functions take it.
  public static Scalar scalar(double value) {
    return new Scalar(value);
  }

  /// All numbers of a tensor in logical order, whatever its memory format.
  public static float[] floats(Tensor tensor) {
    var plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
    var values = new float[Math.toIntExact(plain.numel())];
    new FloatPointer(plain.data_ptr()).get(values);
    return values;
  }

  /// All numbers of a tensor in logical order, in double precision.
  public static double[] doubles(Tensor tensor) {
    var plain = tensor.detach().cpu().to(ScalarType.Double).contiguous();
    var values = new double[Math.toIntExact(plain.numel())];
    new DoublePointer(plain.data_ptr()).get(values);
    return values;
  }

  /// Rows of a matrix.
  ///
  /// @param tensor of two dimensions
  public static float[][] rows(Tensor tensor) {
    float[] values = floats(tensor);
    int columns = Math.toIntExact(tensor.size(1));
    var rows = new float[Math.toIntExact(tensor.size(0))][columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, i * columns, rows[i], 0, columns);
    }
    return rows;
  }
}
