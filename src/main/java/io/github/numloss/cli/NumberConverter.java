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
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          text.matches("[+-]?[0-9]{10,}")
              ? "%s is beyond the numbers that it takes".formatted(text)
              : "expected %s, but was '%s'".formatted(expected, text));
    }
  }
}
