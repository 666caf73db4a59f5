package io.github.numloss.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one command printed and how it ended.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {
  static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] strings = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      strings[i] = args[i].toString();
    }
    int code = NumLoss.run(new PrintWriter(out, true), new PrintWriter(err, true), strings);
    return new Run(code, out.toString(), err.toString());
  }

  /** Adds options to usual ones; an option that is given takes the place of the usual one. */
  static Run of(Map<String, ?> usual, String command, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(command));
    usual.forEach(
        (option, value) -> {
          if (Stream.of(more).noneMatch(option::equals)) {
            arguments.add(option);
            arguments.add(value);
          }
        });
    arguments.addAll(List.of(more));
    return of(arguments.toArray());
  }
}
