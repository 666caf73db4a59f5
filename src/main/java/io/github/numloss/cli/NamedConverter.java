package io.github.numloss.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Finds an enum's constant by the name that users call it, in upper or lower case. */
record NamedConverter<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String name) {
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, but was '%s'"
                        .formatted(
                            Arrays.stream(constants)
                                .map(NamedConverter::name)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  private static String name(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
