package io.github.numloss.predict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import io.github.numloss.data.InputShape;
import io.github.numloss.io.DataException;
import io.github.numloss.io.SavedPath;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/**
 * The frozen network whose vectors a training learned.
 *
 * @param folder its folder, in a file relative to that of the file; null in an export, which holds
 *     the network itself
 * @param output the output that was asked for; null if it has one
 * @param sha256 the hash of what the vectors follow from
 * @param size the numbers of a vector, D
 */
public record Frozen(
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String folder,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String output,
    String sha256,
    int size) {
  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is impossible
   */
  public Frozen {
    Check.atLeast(1, "the size of a vector", size);
  }

  /**
   * Gives what the classifier learned.
   *
   * @return the shape of a vector
   */
  public InputShape vector() {
    return InputShape.features(size);
  }

  /**
   * Gives it as a file has it.
   *
   * @param place the folder of the file
   * @return a copy whose folder is relative to it
   */
  public Frozen writtenIn(Path place) {
    return folder == null ? this : in(SavedPath.relative(place, Path.of(folder)));
  }

  /**
   * Gives what a file means.
   *
   * @param place the folder of the file
   * @return a copy whose folder is found from here
   */
  public Frozen readIn(Path place) {
    return folder == null ? this : in(SavedPath.resolve(place, folder).toString());
  }

  /**
   * Gives it without where it lies.
   *
   * @return a copy without a folder
   */
  public Frozen placeless() {
    return in(null);
  }

  private Frozen in(@Nullable String other) {
    return new Frozen(other, output, sha256, size);
  }

  /** Loads the network, which has to be as it was. */
  FrozenNetwork open(ConfigProto config) throws IOException {
    if (folder == null) {
      throw new IllegalStateException("an export holds its frozen network itself");
    }
    FrozenNetwork network = FrozenNetwork.open(Path.of(folder), output, config);
    if (!network.hash().equals(sha256)) {
      throw new DataException(
          network.folder(),
          "it is another network than the one whose vectors were learned; put that one there again");
    }
    return network;
  }
}
