package io.github.numloss.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** What a step finds and leaves of weights and of what an optimizer keeps, by variables' names. */
final class Values {
  private final Map<String, ? extends Operand<TFloat32>> before;
  private final Map<String, Operand<TFloat32>> after;

  Values(Map<String, ? extends Operand<TFloat32>> before) {
    this.before = before;
    after = new LinkedHashMap<>(before);
  }

  Operand<TFloat32> before(String name) {
    return Objects.requireNonNull(before.get(name), name);
  }

  /** Gives what the optimizer keeps of a weight. */
  Operand<TFloat32> slot(String weight, String slot) {
    return before(name(weight, slot));
  }

  void set(String name, Operand<TFloat32> value) {
    Objects.requireNonNull(after.replace(name, value), name);
  }

  void setSlot(String weight, String slot, Operand<TFloat32> value) {
    set(name(weight, slot), value);
  }

  Map<String, Operand<TFloat32>> after() {
    return after;
  }

  /** As the framework names the variable of a slot. */
  private static String name(String weight, String slot) {
    return weight + "-" + slot;
  }
}
