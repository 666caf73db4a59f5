package io.github.numloss.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.classes.Costs;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a data set that no network learns; what is null is not said.
 *
 * @param unit what the numbers of the classes count, such as "years"
 * @param licence under which licence the data may be passed on
 * @param citation the publication to cite
 * @param costs what wrong answers cost, [true class][class answered]
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataNotes(
    @JsonSetter(nulls = Nulls.SET) @Nullable String unit,
    @JsonSetter(nulls = Nulls.SET) @Nullable String licence,
    @JsonSetter(nulls = Nulls.SET) @Nullable String citation,
    @JsonSetter(nulls = Nulls.SET) @Nullable Costs costs) {
  /** Nothing is said. */
  public static final DataNotes NONE = new DataNotes(null, null, null, null);

  /**
   * Gives what a file says.
   *
   * @return this; null if nothing is said
   */
  public @Nullable DataNotes stored() {
    return equals(NONE) ? null : this;
  }

  /**
   * Gives the notes of what may have none.
   *
   * @param notes them, or null
   * @return them, or {@link #NONE}
   */
  public static DataNotes of(@Nullable DataNotes notes) {
    return notes == null ? NONE : notes;
  }
}
