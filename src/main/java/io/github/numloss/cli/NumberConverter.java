package io.github.numloss.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number, and says what was expected where there is none. */
record NumberConverter<N extends Number>(String expected, Function<String, N> parser)
    implements ITypeConverter<N> {
  @Override
  public N convert(String text) {
    try {
      N number = parser.apply(text);
      if (Double.isInfinite(number.doubleValue())
          && Character.isDigit(text.charAt(text.length() - 1))) {
        throw beyond(text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw text.matches("[+-]?[0-9]{10,}")
          ? beyond(text)
          : new TypeConversionException("expected %s, but was '%s'".formatted(expected, text));
    }
  }

  private static TypeConversionException beyond(String text) {
    return new TypeConversionException("%s is beyond the numbers that it takes".formatted(text));
  }
}
