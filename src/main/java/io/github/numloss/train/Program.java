package io.github.numloss.train;

import io.github.numloss.layer.PhiloxNumbers;
import io.github.numloss.loss.LossGraph;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.train.Lesson.Batch;
import io.github.numloss.train.Lesson.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.StatelessWhile;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Many steps as one function with a loop in it, which has no variables: what learning changes goes
 * in and comes out, and the examples of a batch are picked from all that there are. So XLA can make
 * one program of it.
 *
 * @param lesson what a step does with a batch
 * @param optimizer how the weights follow the gradient
 * @param batch examples a step
 * @param steps how many steps
 * @param state the shapes of all that learning changes, by the variables' names
 * @param type the type of the examples
 * @param examples [N, …input], the shape of all examples
 * @param weighted whether examples count unequally
 * @param columns how many losses a step gives: the loss and its parts
 * @param keys the keys of the random numbers that a step draws
 */
record Program(
    Lesson lesson,
    OptimizerConfig optimizer,
    int batch,
    int steps,
    Map<String, Shape> state,
    Class<? extends TNumber> type,
    Shape examples,
    boolean weighted,
    int columns,
    List<Long> keys) {
  /** Plans a program: the last two follow from what a step builds. */
  static Program of(
      Lesson lesson,
      OptimizerConfig optimizer,
      int batch,
      int steps,
      Map<String, Shape> state,
      Class<? extends TNumber> type,
      Shape examples,
      boolean weighted) {
    Program unknown =
        new Program(lesson, optimizer, batch, steps, state, type, examples, weighted, 1, List.of());
    PhiloxNumbers collected = new PhiloxNumbers(null);
    int[] columns = new int[1];
    ConcreteFunction.create(
            tf -> {
              Turn turn = unknown.turn(tf);
              LossGraph loss = unknown.step(tf, turn, collected).loss();
              columns[0] = 1 + loss.parts().size();
              return signature("found", turn.all(), List.of(loss.total()));
            })
        .close();
    return new Program(
        lesson,
        optimizer,
        batch,
        steps,
        state,
        type,
        examples,
        weighted,
        columns[0],
        collected.keys());
  }

  /**
   * What the function takes, in this order: what learning changes, and what it does not.
   *
   * @param state by the variables' names
   * @param examples [N, …input]
   * @param numbers [steps,B], which examples each step learns
   * @param labels [steps,B], their true classes
   * @param rates [steps], the step sizes
   * @param starts [steps,draws,3], where each step's random numbers start; null if it draws none
   * @param weights [steps,B], how much the examples count; null if all count 1
   */
  record Arguments(
      Map<String, Operand<TFloat32>> state,
      Operand<? extends TNumber> examples,
      Operand<TInt32> numbers,
      Operand<TInt32> labels,
      Operand<TFloat32> rates,
      @Nullable Operand<TInt64> starts,
      @Nullable Operand<TFloat32> weights) {
    List<Operand<?>> all() {
      List<Operand<?>> all = new ArrayList<>(state.values());
      all.addAll(fixed());
      return all;
    }

    private List<Operand<?>> fixed() {
      List<Operand<?>> fixed = new ArrayList<>(List.of(examples, numbers, labels, rates));
      if (starts != null) {
        fixed.add(starts);
      }
      if (weights != null) {
        fixed.add(weights);
      }
      return fixed;
    }
  }

  /** A place in the loop: the number of the next step, the losses so far, and the arguments. */
  private record Turn(Operand<TInt32> number, Operand<TFloat32> losses, Arguments arguments) {
    List<Operand<?>> all() {
      List<Operand<?>> all = new ArrayList<>(List.of(number, losses));
      all.addAll(arguments.all());
      return all;
    }
  }

  /**
   * Adds what the function takes to a graph as placeholders.
   *
   * @param tf builds the operations
   * @return the placeholders
   */
  Arguments placeholders(Ops tf) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    state.forEach((name, shape) -> values.put(name, placeholder(tf, TFloat32.class, shape)));
    return placeholders(tf, values, placeholder(tf, type, examples));
  }

  /** Adds what differs from call to call as placeholders; the rest is there. */
  Arguments placeholders(
      Ops tf, Map<String, Operand<TFloat32>> values, Operand<? extends TNumber> allExamples) {
    Shape each = Shape.of(steps, batch);
    return new Arguments(
        values,
        allExamples,
        placeholder(tf, TInt32.class, each),
        placeholder(tf, TInt32.class, each),
        placeholder(tf, TFloat32.class, Shape.of(steps)),
        keys.isEmpty()
            ? null
            : placeholder(tf, TInt64.class, Shape.of(steps, keys.size(), PhiloxNumbers.START)),
        weighted ? placeholder(tf, TFloat32.class, each) : null);
  }

  private static <T extends TType> Placeholder<T> placeholder(Ops tf, Class<T> type, Shape shape) {
    return tf.placeholder(type, Placeholder.shape(shape));
  }

  /**
   * Makes the function.
   *
   * @return takes {@link Arguments}, and gives the losses, [steps, 1 + parts], and then the state
   */
  ConcreteFunction function() {
    try (ConcreteFunction condition = ConcreteFunction.create(this::condition);
        ConcreteFunction body = ConcreteFunction.create(this::body)) {
      return ConcreteFunction.create(
          tf -> {
            Arguments arguments = placeholders(tf);
            Operand<TFloat32> losses =
                tf.fill(tf.constant(new int[] {steps, columns}), tf.constant(0f));
            List<Output<?>> after =
                StatelessWhile.create(
                        tf.scope(),
                        new Turn(tf.constant(0), losses, arguments).all(),
                        condition,
                        body)
                    .output();
            return signature("steps", arguments.all(), after.subList(1, 2 + state.size()));
          });
    }
  }

  private Turn turn(Ops tf) {
    return new Turn(
        placeholder(tf, TInt32.class, Shape.scalar()),
        placeholder(tf, TFloat32.class, Shape.of(steps, columns)),
        placeholders(tf));
  }

  private Signature condition(Ops tf) {
    Turn turn = turn(tf);
    return signature(
        "condition", turn.all(), List.of(tf.math.less(turn.number(), tf.constant(steps))));
  }

  private Signature body(Ops tf) {
    Turn turn = turn(tf);
    Arguments arguments = turn.arguments();
    Found step =
        step(
            tf,
            turn,
            new PhiloxNumbers(
                arguments.starts() == null ? null : one(tf, arguments.starts(), turn.number())));
    Map<String, Operand<TFloat32>> after =
        optimizer.moved(
            tf, arguments.state(), step.gradients(), one(tf, arguments.rates(), turn.number()));
    after.putAll(step.updates());
    List<Operand<TFloat32>> row = new ArrayList<>(List.of(step.loss().total()));
    row.addAll(step.loss().parts().values());
    Operand<TInt32> rows = tf.range(tf.constant(0), tf.constant(steps), tf.constant(1));
    Operand<TFloat32> losses =
        tf.select(
            tf.math.equal(tf.expandDims(rows, tf.constant(1)), turn.number()),
            tf.expandDims(tf.stack(row), tf.constant(0)),
            turn.losses());
    List<Operand<?>> outputs =
        new ArrayList<>(List.of(tf.math.add(turn.number(), tf.constant(1)), losses));
    outputs.addAll(after.values());
    outputs.addAll(arguments.fixed());
    return signature("body", turn.all(), outputs.stream().map(each -> same(tf, each)).toList());
  }

  private Found step(Ops tf, Turn turn, PhiloxNumbers random) {
    Arguments arguments = turn.arguments();
    Operand<TInt32> number = turn.number();
    return lesson.build(
        tf,
        arguments.state(),
        new Batch(
            tf.gather(arguments.examples(), one(tf, arguments.numbers(), number), tf.constant(0)),
            one(tf, arguments.labels(), number),
            arguments.weights() == null ? null : one(tf, arguments.weights(), number),
            random),
        1,
        true);
  }

  private static <T extends TType> Operand<T> one(
      Ops tf, Operand<T> ofSteps, Operand<TInt32> number) {
    return tf.gather(ofSteps, number, tf.constant(0));
  }

  /** A function can't give what it takes as it is. */
  private static <T extends TType> Operand<T> same(Ops tf, Operand<T> operand) {
    return tf.identity(operand);
  }

  private static Signature signature(
      String name, List<? extends Operand<?>> inputs, List<? extends Operand<?>> outputs) {
    Signature.Builder signature = Signature.builder(name);
    for (int i = 0; i < inputs.size(); i++) {
      signature.input("in" + i, Objects.requireNonNull(inputs.get(i)));
    }
    for (int i = 0; i < outputs.size(); i++) {
      signature.output("out" + i, Objects.requireNonNull(outputs.get(i)));
    }
    return signature.build();
  }
}
