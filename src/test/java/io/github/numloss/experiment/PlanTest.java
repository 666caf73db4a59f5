package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Fill;
import io.github.numloss.augment.Shift;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.head.Heads;
import io.github.numloss.io.Json;
import io.github.numloss.layer.Flatten;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Criterion;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanTest {
  @TempDir private Path folder;

  private static final OptimizerConfig ADAM =
      new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null);
  private static final List<LossPlan> LOSSES =
      List.of(
          new LossPlan("baseline", new CrossEntropy()),
          new LossPlan("proposed", CombinedLoss.ofPaper()));

  private static final String TEXT =
      """
      {"schemaVersion": 1, "title": "old",
        "pairs": [{"dataset": "mnist", "test": "mnist"}],
        "models": [{"model": "dnn", "seeds": [1], "epochs": 1, "batchSize": 1, "validation": 0,
          "optimizer": {"name": "adam", "learningRate": 0.001, "schedule": "linear"}}],
        "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}}]FAMILY}
      """;

  private static ModelPlan model(ModelSpec architecture, Long... seeds) {
    return new ModelPlan(architecture, List.of(seeds), 3, 64, 0.1, ADAM);
  }

  private static Plan plan(List<DatasetPair> pairs, ModelPlan... models) {
    return new Plan(1, "a title", pairs, List.of(models), LOSSES, null);
  }

  @Test
  void theFirstSeedsOfAllModelsComeFirst() {
    Plan plan =
        plan(
            List.of(new DatasetPair("mnist", "mnist")),
            model(Models.DNN, 1L, 2L),
            model(Models.RNN, 5L));
    assertThat(plan.trials())
        .extracting(PlannedTrial::name)
        .containsExactly(
            "mnist-dnn-baseline-seed1",
            "mnist-dnn-proposed-seed1",
            "mnist-rnn-baseline-seed5",
            "mnist-rnn-proposed-seed5",
            "mnist-dnn-baseline-seed2",
            "mnist-dnn-proposed-seed2");
  }

  @Test
  void aTrialHasTheSettingsOfItsModelAndItsLoss() {
    Plan plan = plan(List.of(new DatasetPair("kannada-mnist", "dig-mnist")), model(Models.CNN, 7L));
    PlannedTrial proposed = plan.trials().get(1);
    assertThat(proposed.name()).isEqualTo("kannada-mnist+dig-mnist-cnn-proposed-seed7");
    assertThat(proposed.config(Hardware.cpu()))
        .isEqualTo(
            new TrainConfig(
                "kannada-mnist",
                "dig-mnist",
                Models.CNN,
                new CombinedLoss(0.05, 0.9),
                null,
                ADAM,
                3,
                64,
                0.1,
                7,
                Hardware.cpu()));
  }

  @Test
  void aModelOfThePlanMayAugmentItsPictures() throws IOException {
    Path file = folder.resolve("plan.json");
    String plain = TEXT.replace("FAMILY", "");
    Files.writeString(
        file,
        plain.replace(
            "\"validation\": 0,",
            "\"validation\": 0, \"augmentation\": [{\"name\": \"shift\", \"share\": 0.1}],"));
    Plan plan = Json.read(file, Plan.class);
    List<Augmentation> shift = List.of(new Shift(null, 0.1, Fill.BLACK));
    assertThat(plan.trials().get(0).config(Hardware.cpu()).augmentation()).isEqualTo(shift);
    Json.write(file, plan);
    assertThat(Json.read(file, Plan.class)).isEqualTo(plan);

    Files.writeString(file, plain);
    Plan without = Json.read(file, Plan.class);
    assertThat(without.trials().get(0).config(Hardware.cpu()).augmentation()).isEmpty();
    Json.write(file, without);
    assertThat(Files.readString(file)).doesNotContain("augment");

    Files.writeString(
        file,
        plain.replace(
            "\"validation\": 0,",
            "\"validation\": 0, \"augmentation\": [{\"name\": \"shift\", \"share\": 3}],"));
    assertThatThrownBy(() -> Json.read(file, Plan.class))
        .hasMessageContaining("models[0].augmentation[0]")
        .hasMessageContaining("share is 3.0, expected a number from 0 to 1");
  }

  @Test
  void aModelOfThePlanMayWeighClasses() throws IOException {
    Path file = folder.resolve("plan.json");
    String plain = TEXT.replace("FAMILY", "");
    Files.writeString(
        file,
        plain.replace("\"validation\": 0,", "\"validation\": 0, \"classWeights\": {\"1\": 2.5},"));
    Plan plan = Json.read(file, Plan.class);
    assertThat(plan.trials().get(0).config(Hardware.cpu()).classWeights())
        .isEqualTo(ClassWeights.of(Map.of(1f, 2.5)));
    Json.write(file, plan);
    assertThat(Json.read(file, Plan.class)).isEqualTo(plan);

    Files.writeString(file, plain);
    Plan without = Json.read(file, Plan.class);
    assertThat(without.trials().get(0).config(Hardware.cpu()).classWeights()).isNull();
    Json.write(file, without);
    assertThat(Files.readString(file)).doesNotContain("eights");

    Files.writeString(
        file,
        plain.replace("\"validation\": 0,", "\"validation\": 0, \"classWeights\": \"even\","));
    assertThatThrownBy(() -> Json.read(file, Plan.class))
        .hasMessageContaining("models[0].classWeights")
        .hasMessageContaining("found \"even\", expected \"balanced\"");
  }

  @Test
  void aFolderOfDataGivesTrialsItsOwnNameAlone() {
    for (String folder : new String[] {"/somewhere/else/mine", "../mine", "data/mine/", "mine/."}) {
      assertThat(new DatasetPair(folder, folder).label()).isEqualTo("mine");
    }
    assertThat(new DatasetPair("data/mine", "mnist").label()).isEqualTo("mine+mnist");
    assertThat(new DatasetPair("data/mine", "./data/mine/").label()).isEqualTo("mine");
    assertThat(new DatasetPair("data/mine", "other/mine").label()).isEqualTo("mine+mine");
  }

  @Test
  void tooManyTrialsAreRefusedBeforeTheyAreListed() {
    List<DatasetPair> pairs =
        IntStream.range(0, 1000).mapToObj(i -> new DatasetPair("d" + i, "d" + i)).toList();
    Long[] seeds = LongStream.range(0, 1000).boxed().toArray(Long[]::new);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(pairs, model(Models.DNN, seeds)))
        .withMessage("it makes 2000000 trials, expected at most 1000000");
    Long[] half = Arrays.copyOf(seeds, 500);
    assertThat(plan(pairs, model(Models.DNN, half)).pairs()).hasSize(1000);
  }

  @Test
  void aPlanThatNamesNoFamilyComparesInAllMeasures() throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(file, TEXT.replace("FAMILY", ""));
    assertThat(Json.read(file, Plan.class).family())
        .containsExactly(
            FamilyItem.of("errorRate"),
            FamilyItem.of("meanAbsoluteError"),
            FamilyItem.of("meanAbsoluteErrorMisclassified"));
    Files.writeString(file, TEXT.replace("FAMILY", ", \"family\": [\"errorRate\"]"));
    assertThat(Json.read(file, Plan.class).family()).containsExactly(FamilyItem.of("errorRate"));
    Files.writeString(file, TEXT.replace("FAMILY", ", \"family\": []"));
    assertThatThrownBy(() -> Json.read(file, Plan.class)).hasMessageContaining("family is empty");
    Files.writeString(file, TEXT.replace("FAMILY", ", \"family\": [\"errorRate\", \"errorRate\"]"));
    assertThatThrownBy(() -> Json.read(file, Plan.class))
        .hasMessageContaining("family holds errorRate twice");
  }

  @Test
  void aFamilyMayNameDecodersAndMeasuresOfDistributions() throws IOException {
    Path file = folder.resolve("plan.json");
    String family =
        "[\"errorRate\", {\"measure\": \"errorRate\", \"decoder\": \"median\"},"
            + " {\"measure\": \"meanAbsoluteError\", \"decoder\": \"expected\","
            + " \"equivalence\": 0.25}, {\"measure\": \"logLoss\"}]";
    Files.writeString(file, TEXT.replace("FAMILY", ", \"family\": " + family));
    Plan plan = Json.read(file, Plan.class);
    assertThat(plan.family())
        .containsExactly(
            new FamilyItem(Criterion.of("errorRate", "argmax"), null),
            new FamilyItem(Criterion.of("errorRate", "median"), null),
            new FamilyItem(Criterion.of("meanAbsoluteError", "expected"), 0.25),
            new FamilyItem(Criterion.of("logLoss", null), null));
    Json.write(file, plan);
    assertThat(Json.read(file, Plan.class)).isEqualTo(plan);
    assertThat(Files.readString(file)).contains("\"family\" : [ \"errorRate\", {");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"error\" | found the measure 'error', expected one of errorRate, withinOne,",
        "3 | found 3, expected a measure's name or {\"measure\": …, \"decoder\": …}",
        "{\"decoder\": \"median\"} | expected a measure's name or",
        "{\"measure\": \"errorRate\", \"decoder\": \"mode\"} | found the decoder 'mode' for errorRate, expected one of argmax, median, mean",
        "{\"measure\": \"errorRate\", \"decoder\": \"expected\"} | found the decoder 'expected' for errorRate, expected one of argmax, median, mean",
        "{\"measure\": \"errorRate\", \"decoder\": 1} | decoder is 1, expected a decoder's name",
        "{\"measure\": \"logLoss\", \"decoder\": \"mean\"} | logLoss is a measure of distributions, found the decoder mean, expected none",
        "{\"measure\": \"errorRate\", \"margin\": 1} | found the field 'margin', expected measure, decoder or equivalence",
        "{\"measure\": \"errorRate\", \"equivalence\": 0} | equivalence is 0.0, expected a finite number above 0",
        "{\"measure\": \"errorRate\", \"equivalence\": \"1\"} | equivalence is \"1\", expected a number",
        "\"logLoss\", {\"measure\": \"logLoss\"} | family holds logLoss twice"
      })
  void aFamilyThatCanNotBeIsToldItsItem(String items, String problem) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(file, TEXT.replace("FAMILY", ", \"family\": [%s]".formatted(items)));
    assertThatThrownBy(() -> Json.read(file, Plan.class)).hasMessageContaining(problem);
  }

  @Test
  void dashesInNamesDoNotLetTwoTrialsShareAFolder() {
    List<DatasetPair> pairs =
        List.of(new DatasetPair("in/a", "in/a"), new DatasetPair("in/a-dnn", "in/a-dnn"));
    List<ModelPlan> models = List.of(model(Models.DNN, 1L), model(Models.RNN, 1L));
    List<LossPlan> losses =
        List.of(
            new LossPlan("x", new CrossEntropy()), new LossPlan("rnn-x", CombinedLoss.ofPaper()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Plan(1, "a title", pairs, models, losses, null))
        .withMessageStartingWith(
            "pairs, models and losses give two trials the name a-dnn-rnn-x, expected one each");
  }

  @Test
  void trialsOfOneNameAreRefused() {
    DatasetPair one = new DatasetPair("one/mine", "one/mine");
    DatasetPair other = new DatasetPair("other/mine", "other/mine");
    ModelPlan dnn = model(Models.DNN, 1L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(List.of(one, other), dnn))
        .withMessage(
            "pairs give two trials the name mine, expected one each; give a data folder, a model or"
                + " a loss another name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(List.of(one), dnn, dnn))
        .withMessage("models holds dnn twice; give each a name of its own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\": 1    | \"schemaVersion\": 3    | schemaVersion is 3, expected 1 to 2",
        "{\"dataset.*mnist\"}     | ``                       | pairs is empty",
        "({\"dataset.*mnist\"})   | $1, $1                   | pairs holds DatasetPair[dataset=mnist",
        "\"dataset\": \"mnist\"   | \"dataset\": \" \"       | dataset is blank",
        "\"test\": \"mnist\"      | \"test\": \"\"           | test is blank",
        "(?s){\"model\".*r\"}}   | ``                       | models is empty",
        "\"seeds\": .1.          | \"seeds\": []            | seeds is empty",
        "\"seeds\": .1.          | \"seeds\": [3, 4, 3]     | seeds holds 3 twice",
        "\"epochs\": 1           | \"epochs\": 0            | epochs is 0, expected at least 1",
        "\"batchSize\": 1        | \"batchSize\": -1        | batchSize is -1, expected at least 1",
        "\"validation\": 0       | \"validation\": -0.1     | validation is -0.1, expected at least 0",
        "\"validation\": 0       | \"validation\": 1        | validation is 1.0, expected at least 0",
        "{\"name\": \"base.*y\"}} | ``                       | losses is empty",
        "({\"name\": \"b.*y\"}})  | $1, $1                   | losses holds baseline twice",
        "baseline                | ../up                    | name is '../up', expected letters,"
      })
  void anImpossiblePlanIsToldItsField(String right, String wrong, String problem)
      throws IOException {
    Path file = folder.resolve("plan.json");
    String possible = TEXT.replace("FAMILY", "");
    Files.writeString(file, possible);
    assertThat(Json.read(file, Plan.class).trials()).hasSize(1);
    Files.writeString(file, possible.replaceFirst(right.replace("{", "[{]"), wrong));
    assertThatThrownBy(() -> Json.read(file, Plan.class)).hasMessageContaining(problem);
  }

  private Plan read(String models) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file,
        """
        {"schemaVersion": 2, "title": "models", "pairs": [{"dataset": "mnist", "test": "mnist"}],
          "models": [MODELS], "losses": [{"name": "baseline", "loss": {"name": "cross-entropy"}}]}
        """
            .replace("MODELS", models)
            .replace(
                "REST",
                "\"seeds\": [1], \"epochs\": 5, \"batchSize\": 8, \"validation\": 0,"
                    + " \"optimizer\":"
                    + " {\"name\": \"sgd\", \"learningRate\": 0.1, \"schedule\": \"linear\"}"));
    return Experiment.look(file).plan();
  }

  @Test
  void aModelIsANameAFileBesideThePlanOrAnObject() throws IOException {
    Files.createDirectories(folder.resolve("own"));
    Files.writeString(
        folder.resolve("own/broad.json"),
        "{\"schemaVersion\": 1, \"layers\": [{\"name\": \"flatten\"}], \"epochs\": 99}");
    Plan plan =
        read(
            """
            {"model": "dnn", REST}, {"name": "dnn-2", "model": "dnn", REST},
            {"model": "own/broad.json", REST},
            {"name": "in-line", "model": {"name": "deep", "layers": [{"name": "flatten"}]}, REST}
            """);
    assertThat(plan.models())
        .extracting(ModelPlan::name)
        .containsExactly("dnn", "dnn-2", "broad", "in-line");
    assertThat(plan.models())
        .extracting(ModelPlan::model)
        .containsExactly(
            Models.DNN,
            Models.DNN,
            new ModelSpec("broad", List.of(new Flatten())),
            new ModelSpec("deep", List.of(new Flatten())));
    assertThat(plan.models()).extracting(ModelPlan::epochs).containsOnly(5);
    assertThat(plan.trials())
        .extracting(PlannedTrial::name)
        .containsExactly(
            "mnist-dnn-baseline-seed1",
            "mnist-dnn-2-baseline-seed1",
            "mnist-broad-baseline-seed1",
            "mnist-in-line-baseline-seed1");
    Path copy = folder.resolve("elsewhere/plan.json");
    Json.write(copy, plan);
    assertThat(Json.read(copy, Plan.class))
        .as("what is written needs no other file")
        .isEqualTo(plan);
  }

  @Test
  void aWrongModelIsTold() throws IOException {
    Path plan = folder.resolve("plan.json");
    assertThatThrownBy(() -> read("{\"model\": \"gru\", REST}"))
        .hasMessageStartingWith(
            plan
                + ": at $.models[0].model: found \"gru\", expected one of dnn, cnn, rnn, wide, mlp, a model file"
                + " that ends in .json, or an object with name and layers");
    assertThatThrownBy(() -> read("{\"model\": \"none.json\", REST}"))
        .hasMessageStartingWith(folder.resolve("none.json") + ": there is no such file");
    Files.writeString(folder.resolve("bad.json"), "{\"schemaVersion\": 1, \"layers\": [{}]}");
    assertThatThrownBy(() -> read("{\"model\": \"bad.json\", REST}"))
        .hasMessageStartingWith(
            folder.resolve("bad.json") + ": at $.layers[0]: the name is missing, expected one of");
    assertThatThrownBy(
            () -> read("{\"model\": {\"name\": \"a\", \"layers\": [{\"name\": \"dense\"}]}, REST}"))
        .hasMessageStartingWith(plan + ": at $.models[0].model.layers[0].units: it is missing");
    assertThatThrownBy(() -> read("{\"name\": \"a b\", \"model\": \"dnn\", REST}"))
        .hasMessageContaining("name is 'a b', expected 1 to 100 letters, digits and dashes");
    assertThatThrownBy(() -> read("{\"model\": \"dnn\", REST}, {\"model\": \"dnn\", REST}"))
        .hasMessageContaining("models holds dnn twice; give each a name of its own");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "loss": {"name": "crps"} | crps | softmax
          "loss": {"name": "soft-labels", "rule": "gaussian"} | soft-labels:rule=gaussian | softmax
          "loss": {"name": "corn"} | own | corn
          "head": {"name": "corn"} | own | corn
          "loss": {"name": "crps"}, "head": {"name": "corn"} | crps | corn
          """)
  void aLossIsReadWithWhatItHasAnyway(String fields, String loss, String head) throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file,
        TEXT.replace("FAMILY", "").replace("\"loss\": {\"name\": \"cross-entropy\"}", fields));
    LossPlan read = Json.read(file, Plan.class).losses().get(0);
    assertThat(Losses.ALL.text(read.loss())).isEqualTo(loss);
    assertThat(Heads.ALL.text(read.head())).isEqualTo(head);
    Json.write(file, Json.read(file, Plan.class));
    assertThat(Json.read(file, Plan.class).losses()).containsExactly(read);
  }

  @Test
  void aLossThatDoesNotGoWithItsHeadIsRefused() throws IOException {
    Path file = folder.resolve("plan.json");
    Files.writeString(
        file,
        TEXT.replace("FAMILY", "")
            .replace(
                "{\"name\": \"cross-entropy\"}",
                "{\"name\": \"crps\"}, \"head\": {\"name\": \"or-cnn\"}"));
    assertThatThrownBy(() -> Json.read(file, Plan.class))
        .hasMessageContaining("the head or-cnn takes its own loss only, not crps");
  }
}
