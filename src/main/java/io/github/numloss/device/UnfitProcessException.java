package io.github.numloss.device;

import java.io.Serial;

/**
 * Nothing that is trained in this process would be what its configuration says. The message is a
 * sentence for the user.
 */
public final class UnfitProcessException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  public UnfitProcessException(String message) {
    super(message);
  }
}
