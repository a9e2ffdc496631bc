package dev.eidetic.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C (or `kill`) as a wish to stop, while open: the first is noted, the second ends the
/// process at once. Not a shutdown hook, because native libraries close themselves in theirs, under
/// the feet of a run that is still saving.
///
/// `sun.misc.Signal` is the JDK's only way to hear a signal and reached by reflection, as the
/// compiler warns of it without a way to say that one means it. Where it is missing, Ctrl-C ends
/// the process as usual.
public final class Interruption implements AutoCloseable {

  /// What shells report for a process that Ctrl-C ended.
  public static final int EXIT_CODE = 130;

  private final Runnable whenAsked;
  private final AtomicBoolean isAsked = new AtomicBoolean();
  private final Map<Object, Object> former = new LinkedHashMap<>();

  private Interruption(Runnable whenAsked) {
    this.whenAsked = whenAsked;
  }

  /// Begins to listen.
  ///
  /// @param whenAsked called at the first signal, on a thread of its own
  public static Interruption listen(Runnable whenAsked) {
    var interruption = new Interruption(whenAsked);
    for (String signal : new String[] {"INT", "TERM"}) {
      interruption.take(signal);
    }
    return interruption;
  }

  /// True once the user wants to stop.
  public boolean isAsked() {
    return isAsked.get();
  }

  private void take(String name) {
    try {
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      arrived();
                      yield null;
                    }
                    case "equals" ->
                        System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "interruption";
                  });
      var signal = Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      former.put(signal, handle(signal, handler));
    } catch (ReflectiveOperationException _) { // no such JDK or signal, or -Xrs
      return;
    }
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    var handlerType = Class.forName("sun.misc.SignalHandler");
    try {
      return signal
          .getClass()
          .getMethod("handle", signal.getClass(), handlerType)
          .invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(e.getCause());
    }
  }

  private void arrived() {
    if (isAsked.getAndSet(true)) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    whenAsked.run();
  }

  /// Ends listening.
  @Override
  public void close() {
    former.forEach(
        (signal, handler) -> {
          try {
            handle(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the signal was taken a moment ago", e);
          }
        });
    former.clear();
  }
}
