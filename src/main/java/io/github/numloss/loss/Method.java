package io.github.numloss.loss;

import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.head.Softmax;
import org.jspecify.annotations.Nullable;

/**
 * A loss and a head that go together.
 *
 * @param loss the loss
 * @param head the head
 */
public record Method(Loss loss, Head head) {
  /**
   * Checks that the head takes the loss.
   *
   * @throws IllegalArgumentException if it takes its own only
   */
  public Method {
    if (head.takesOwnLossOnly() && !(loss instanceof OwnLoss)) {
      throw new IllegalArgumentException(
          "the head %s takes its own loss only, not %s"
              .formatted(Heads.ALL.name(head), Losses.ALL.text(loss)));
    }
  }

  /**
   * Puts what a user named together.
   *
   * @param loss a loss, or a head in place of one, which means that head with its own loss; null
   *     for the head's own loss
   * @param head a head; null for the one that the loss names, or the softmax
   * @return loss and head
   * @throws IllegalArgumentException if they do not go together
   */
  public static Method of(@Nullable Loss loss, @Nullable Head head) {
    if (loss instanceof HeadsLoss named) {
      if (head != null && !head.equals(named.head())) {
        throw new IllegalArgumentException(
            "the loss %s is that of a head of this name, but the head is %s"
                .formatted(Heads.ALL.text(named.head()), Heads.ALL.text(head)));
      }
      return new Method(new OwnLoss(), named.head());
    }
    return new Method(loss == null ? new OwnLoss() : loss, head == null ? new Softmax() : head);
  }
}
