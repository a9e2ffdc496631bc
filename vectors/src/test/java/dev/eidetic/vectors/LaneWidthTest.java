package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The width of lanes is fixed when the kernels are loaded, so that C2 sees a constant; other
/// widths are tested on fresh copies of the classes.
class LaneWidthTest {

  private static final List<Class<?>> TESTS =
      List.of(
          KernelsTest.class,
          RowsTest.class,
          ByteKernelsTest.class,
          BitKernelsTest.class,
          SignTablesTest.class,
          RandomRotationTest.class);

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void kernelsKeepTheirWordOnLanesOfEveryWidth(int bits) throws ReflectiveOperationException {
    var loader = new Copies(bits);
    assertThat(width(loader)).isEqualTo(bits);
    for (var tests : TESTS) {
      var copy = loader.loadClass(tests.getName());
      var constructor = copy.getDeclaredConstructor();
      constructor.setAccessible(true);
      for (Method method : copy.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(constructor.newInstance());
        }
      }
    }
  }

  private static int width(Copies loader) throws ReflectiveOperationException {
    String property = "eidetic.lanes";
    String before = System.setProperty(property, Integer.toString(loader.bits));
    try {
      var field = loader.loadClass(LaneWidth.class.getName()).getDeclaredField("BITS");
      field.setAccessible(true);
      return field.getInt(null);
    } finally {
      if (before == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, before);
      }
    }
  }

  /// Loads this package's classes anew.
  private static final class Copies extends ClassLoader {

    private final int bits;

    Copies(int bits) {
      super(LaneWidthTest.class.getClassLoader());
      this.bits = bits;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(LaneWidthTest.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = "/" + name.replace('.', '/') + ".class";
      try (var stream = LaneWidthTest.class.getResourceAsStream(file)) {
        if (stream == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = stream.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
