package io.github.numloss.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Examples that are there twice, told by their content: by half of its SHA-256. */
public final class Duplicates {
  private Duplicates() {}

  /**
   * Counts the test examples that are among those learned.
   *
   * @param train the examples to learn
   * @param test the test examples
   * @return how many are, whatever their labels
   */
  public static int between(Inputs train, Inputs test) {
    if (!train.shape().equals(test.shape())) {
      return 0;
    }
    Set<UUID> learned = new HashSet<>();
    for (int i = 0; i < train.count(); i++) {
      learned.add(content(train, i));
    }
    int found = 0;
    for (int i = 0; i < test.count(); i++) {
      found += learned.contains(content(test, i)) ? 1 : 0;
    }
    return found;
  }

  /**
   * Counts the examples that are there again.
   *
   * @param inputs the examples
   * @return how many there are besides the first of each
   */
  public static int within(Inputs inputs) {
    Set<UUID> seen = new HashSet<>();
    int found = 0;
    for (int i = 0; i < inputs.count(); i++) {
      found += seen.add(content(inputs, i)) ? 0 : 1;
    }
    return found;
  }

  private static UUID content(Inputs inputs, int example) {
    ByteBuffer hash = ByteBuffer.wrap(digest().digest(bytes(inputs, example)));
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static byte[] bytes(Inputs inputs, int example) {
    if (inputs instanceof Images images) {
      return images.bytes(example, 1);
    }
    float[] numbers = inputs.numbers(example, 1);
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    for (float number : numbers) {
      // So that -0 is 0.
      bytes.putFloat(number + 0f);
    }
    return bytes.array();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
