package io.github.numloss.train;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Sessions;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.UniformNumbers;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.LossGraph;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Network;
import io.github.numloss.model.VariableValues;
import io.github.numloss.model.WeightVariables;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.predict.InferenceGraph;
import io.github.numloss.train.Lesson.Batch;
import io.github.numloss.train.Lesson.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Optimizer.GradAndVar;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A classifier, its loss and its optimizer in one graph, with a session. A step is fed the pictures
 * of its batch as bytes, or features, so that several trainings can share the one copy of the data.
 */
final class TrainingGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final WeightVariables weights;
  private final int classes;

  private final Examples data;
  private final Placeholder<? extends TNumber> examples;
  private final Placeholder<TInt32> labels;
  private final Placeholder<TInt64> step;
  private final Placeholder<TFloat32> learningRate;
  private final @Nullable ExampleWeights exampleWeights;
  private final @Nullable Placeholder<TFloat32> batchWeights;
  private final LossGraph loss;
  private final Op update;
  private final Map<String, Output<TFloat32>> numbers;
  private final VariableValues state;
  private final Lesson lesson;
  private final OptimizerConfig optimizer;
  private final int batchSize;
  private @Nullable CompiledSteps compiled;

  private final Placeholder<TFloat32> newExamples;
  private final Operand<TFloat32> probabilities;

  /**
   * The losses of one step, sums over its examples times their weights, divided by their number.
   *
   * @param loss what the step made smaller
   * @param parts its parts by name, not weighted
   */
  record Losses(float loss, Map<String, Float> parts) {}

  TrainingGraph(
      Classifier classifier,
      Loss minimised,
      OptimizerConfig optimizer,
      List<Augmentation> augmentation,
      Examples data,
      @Nullable ExampleWeights exampleWeights,
      int batchSize,
      long seed,
      Hardware hardware) {
    this.data = data;
    this.exampleWeights = exampleWeights;
    this.optimizer = optimizer;
    this.batchSize = batchSize;
    lesson = new Lesson(classifier, minimised, augmentation, seed);
    classes = data.classValues().count();
    Session opened = null;
    try {
      Network network = classifier.network();
      weights = new WeightVariables(tf, classifier.weights());

      Placeholder.Options shape = Placeholder.shape(Shape.of(network.input().batch(-1)));
      Ops named = tf.withName("examples");
      examples =
          data.inputs() instanceof Images
              ? named.placeholder(TUint8.class, shape)
              : named.placeholder(TFloat32.class, shape);
      labels = tf.withName("labels").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      step = tf.withName("step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
      learningRate =
          tf.withName("learning_rate")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      batchWeights =
          exampleWeights == null
              ? null
              : tf.withName("example_weights")
                  .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      Found found =
          lesson.build(
              tf,
              weights.variables(),
              new Batch(examples, labels, batchWeights, UniformNumbers.of(step)),
              hardware.towers(batchSize),
              false);
      loss = found.loss();
      update =
          withUpdates(
              found.updates(),
              optimizer
                  .build(graph, learningRate)
                  .applyGradients(pairs(found.gradients()), "update"));
      numbers = numbers();
      state = new VariableValues(tf, numbers);

      newExamples = tf.withName("new_examples").placeholder(TFloat32.class, shape);
      probabilities = classifier.distribution(tf, newExamples, weights.variables()).probabilities();

      opened = Sessions.open(graph, hardware.sessionConfig());
      weights.assign(opened, classifier.initialValues(seed));
      session = opened;
    } catch (RuntimeException | Error e) {
      if (opened != null) {
        opened.close();
      }
      graph.close();
      throw e;
    }
  }

  /** Adds what sets the weights that are not trained; nothing but their new values reads them. */
  private Op withUpdates(Map<String, Operand<TFloat32>> updates, Op ofTrained) {
    List<Op> all = new ArrayList<>(List.of(ofTrained));
    updates.forEach((name, value) -> all.add(tf.assign(weights.variables().get(name), value)));
    return all.size() == 1 ? ofTrained : tf.withControlDependencies(all).noOp();
  }

  private List<GradAndVar<? extends TType>> pairs(Map<String, Operand<TFloat32>> gradients) {
    List<GradAndVar<? extends TType>> pairs = new ArrayList<>();
    weights
        .trained()
        .forEach(
            (name, variable) ->
                pairs.add(
                    new GradAndVar<>(
                        Objects.requireNonNull(gradients.get(name), name).asOutput(),
                        variable.asOutput())));
    return pairs;
  }

  /** Finds what learning changes: the weights, and what the optimizer keeps. */
  private Map<String, Output<TFloat32>> numbers() {
    Map<String, Output<TFloat32>> variables = new LinkedHashMap<>();
    graph
        .operations()
        .forEachRemaining(
            operation -> {
              if (operation.type().equals(Variable.OP_NAME)
                  && operation.output(0).dataType() == DataType.DT_FLOAT_REF) {
                variables.put(operation.name(), operation.output(0));
              }
            });
    return variables;
  }

  /**
   * Makes programs of an epoch's steps, as many as possible.
   *
   * @param most the most steps of one program
   * @param epoch the number of examples that an epoch learns
   */
  void compile(int most, int epoch) {
    int steps = stepsOfProgram(epoch / batchSize, most);
    if (steps > 0) {
      Map<String, Shape> shapes = new LinkedHashMap<>();
      numbers.forEach((name, variable) -> shapes.put(name, variable.shape()));
      Program program =
          Program.of(
              lesson,
              optimizer,
              batchSize,
              steps,
              shapes,
              data.inputs() instanceof Images ? TUint8.class : TFloat32.class,
              Shape.of(data.inputs().shape().batch(data.count())),
              exampleWeights != null);
      compiled = new CompiledSteps(tf, session, program, numbers, tensor(data.inputs()));
    }
  }

  /** Divides steps into as few programs as may be, of the same size; what is left is no program. */
  static int stepsOfProgram(int all, int most) {
    return all == 0 ? 0 : all / ((all - 1) / most + 1);
  }

  /**
   * Tells how many steps are taken at once.
   *
   * @param left how many examples of the epoch are not yet learned
   * @return those of a program, if as many full batches are left; else 1
   */
  int stepsAtOnce(int left) {
    return compiled != null && left / batchSize >= compiled.steps() ? compiled.steps() : 1;
  }

  /**
   * Learns from examples once, in several steps if they are more than a batch.
   *
   * @param examplesToLearn their numbers; a batch, or as many as {@link #stepsAtOnce} takes
   * @param firstStep the number of the first step
   * @param rates the step size of each step
   * @return the losses of each step
   */
  List<Losses> learn(int[] examplesToLearn, long firstStep, double[] rates) {
    if (rates.length == 1) {
      return List.of(step(examplesToLearn, firstStep, rates[0]));
    }
    return Objects.requireNonNull(compiled)
        .run(
            examplesToLearn,
            data.labels(examplesToLearn),
            rates,
            firstStep,
            exampleWeights == null ? null : exampleWeights.of(examplesToLearn))
        .stream()
        .map(this::losses)
        .toList();
  }

  private Losses losses(float[] row) {
    Map<String, Float> parts = new LinkedHashMap<>();
    int index = 1;
    for (String name : loss.parts().keySet()) {
      parts.put(name, row[index++]);
    }
    return new Losses(row[0], parts);
  }

  /** Learns from the examples of these numbers once. */
  Losses step(int[] numbers, long stepNumber, double rate) {
    try (TNumber exampleTensor = tensor(data.inputs().select(numbers));
        TInt32 labelTensor =
            TInt32.tensorOf(
                Shape.of(numbers.length), DataBuffers.of(data.labels(numbers), true, false));
        TInt64 stepTensor = TInt64.scalarOf(stepNumber);
        TFloat32 rateTensor = TFloat32.scalarOf((float) rate);
        TFloat32 weightTensor = weightTensor(numbers);
        Result result = run(exampleTensor, labelTensor, stepTensor, rateTensor, weightTensor)) {
      Map<String, Float> parts = new LinkedHashMap<>();
      int index = 1;
      for (String name : loss.parts().keySet()) {
        parts.put(name, scalar(result, index++));
      }
      return new Losses(scalar(result, 0), parts);
    }
  }

  private @Nullable TFloat32 weightTensor(int[] numbers) {
    return exampleWeights == null
        ? null
        : TFloat32.tensorOf(
            Shape.of(numbers.length), DataBuffers.of(exampleWeights.of(numbers), true, false));
  }

  private Result run(
      TNumber exampleTensor,
      TInt32 labelTensor,
      TInt64 stepTensor,
      TFloat32 rateTensor,
      @Nullable TFloat32 weightTensor) {
    Session.Runner runner =
        session
            .runner()
            .feed(examples, exampleTensor)
            .feed(labels, labelTensor)
            .feed(step, stepTensor)
            .feed(learningRate, rateTensor)
            .addTarget(update)
            .fetch(loss.total());
    if (batchWeights != null && weightTensor != null) {
      runner.feed(batchWeights, weightTensor);
    }
    loss.parts().values().forEach(runner::fetch);
    return runner.run();
  }

  private static TNumber tensor(Inputs batch) {
    Shape shape = Shape.of(batch.shape().batch(batch.count()));
    return batch instanceof Images images
        ? TUint8.tensorOf(shape, DataBuffers.of(images.bytes(), true, false))
        : TFloat32.tensorOf(shape, DataBuffers.of(batch.numbers(0, batch.count()), true, false));
  }

  private static float scalar(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  /** Predicts examples without dropout. */
  Predictions predict(Inputs inputs) {
    return InferenceGraph.predictInBatches(
        inputs,
        classes,
        tensor -> session.runner().feed(newExamples, tensor).fetch(probabilities).run());
  }

  /** Reads the weights. */
  Map<String, FloatArray> weights() {
    return weights.read(session);
  }

  /** Reads all that learning changes: the weights, and what the optimizer keeps. */
  Map<String, FloatArray> state() {
    return state.read(session);
  }

  /** Begins with these values of some weights. */
  void begin(Map<String, FloatArray> values) {
    Map<String, FloatArray> all = new LinkedHashMap<>(weights());
    all.putAll(values);
    weights.assign(session, all);
  }

  /** Goes back to a state that was read. */
  void restore(Map<String, FloatArray> values) {
    state.assign(session, values);
  }

  @Override
  public void close() {
    if (compiled != null) {
      compiled.close();
    }
    session.close();
    graph.close();
  }
}
