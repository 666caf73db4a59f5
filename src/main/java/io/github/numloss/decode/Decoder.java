package io.github.numloss.decode;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.classes.Costs;

/**
 * A rule from the probabilities of the classes to one answer, for which one kind of error is
 * expected to be least (J. O. Berger, "Statistical Decision Theory and Bayesian Analysis", 2nd
 * edition, 1985, section 4.4: Bayes rules). Most answer with a class: {@link ClassDecoder}.
 */
@JsonSerialize(using = Decoders.Writer.class)
@JsonDeserialize(using = Decoders.Reader.class)
public interface Decoder {
  /**
   * Answers for one image, computing in double.
   *
   * @param predictions the probabilities [N, K]
   * @param image which row, 0 … N − 1
   * @param classValues the number that each of the K classes stands for
   * @return a number, in class values
   * @throws IllegalArgumentException if there are not as many class values as classes
   * @throws IllegalStateException if it lacks costs
   */
  double answer(Predictions predictions, int image, ClassValues classValues);

  /**
   * Tells whether it can't answer yet, since it was not told what wrong answers cost.
   *
   * @return whether costs have to be given
   */
  default boolean lacksCosts() {
    return false;
  }

  /**
   * Gives the decoder for other costs of wrong answers.
   *
   * @param costs what wrong answers cost
   * @return such a decoder; this one if it has no use for costs
   */
  default Decoder with(Costs costs) {
    return this;
  }
}
