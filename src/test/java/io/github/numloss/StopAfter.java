package io.github.numloss;

import java.util.function.BooleanSupplier;

/** Stops when it is asked often enough: a training asks after each step and epoch. */
public final class StopAfter implements BooleanSupplier {
  private int left;

  /** Says to stop from the given time on that it is asked. */
  public StopAfter(int times) {
    left = times;
  }

  @Override
  public synchronized boolean getAsBoolean() {
    left--;
    return left <= 0;
  }
}
