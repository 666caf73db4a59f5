package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dataset.json says that no network learns: unit, licence, citation and costs. */
final class DataNotesCommandTest {
  /** To answer 4 costs 1 whatever is true; any other answer that is wrong costs far more. */
  private static final double[][] COSTS = {{0, 50, 1}, {70, 0, 1}, {90, 90, 1}};

  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void writeTable() throws IOException {
    StringBuilder rows = new StringBuilder("hours,split,grade\n");
    double[] grades = {1, 2.5, 4};
    for (int i = 0; i < 120; i++) {
      rows.append(i % 10)
          .append(i % 4 == 0 ? ",test," : ",train,")
          .append(grades[i * 7 % 10 / 4])
          .append('\n');
    }
    table = Files.writeString(folder.resolve("grades.csv"), rows);
    describe(new ObjectMapper().writeValueAsString(COSTS));
  }

  private void describe(String costs) throws IOException {
    Files.writeString(
        folder.resolve("grades.csv.dataset.json"),
        """
        {"schemaVersion": 1, "name": "grades", "unit": "points", "licence": "CC BY 4.0",
         "citation": "A. Author, Grades, 2020.", "costs": %s}
        """
            .formatted(costs));
  }

  private Run train(Path models) {
    return Run.of(
        "train",
        "--dataset",
        table,
        "--model",
        "mlp",
        "--epochs",
        2,
        "--validation",
        0.2,
        "--quiet",
        "--out",
        folder.resolve("run"),
        "--export",
        models);
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void describeTellsThem() throws IOException {
    assertThat(Run.of("data", "describe", table).out())
        .endsWith(
            """
            The numbers are in points.
            Wrong answers have costs, which the decoder least-cost takes.
            Licence: CC BY 4.0
            To be cited: A. Author, Grades, 2020.
            """);
    JsonNode facts = new ObjectMapper().readTree(Run.of("data", "describe", table, "--json").out());
    assertThat(facts.at("/notes/unit").asText()).isEqualTo("points");
    assertThat(facts.at("/notes/costs/2/0").asDouble()).isEqualTo(90);
    assertThat(Run.of("data", "describe", "mnist").out()).contains("Licence: CC BY-SA 3.0\n");
  }

  @Test
  void theyAreInTheTrialInTheExportAndInWhatThisIsUsedFor() throws IOException {
    Path models = folder.resolve("models");
    Run trained = train(models);
    assertThat(trained.code()).as(trained.err()).isZero();

    JsonNode trial = json(folder.resolve("run/trial.json"));
    assertThat(trial.at("/data/notes/unit").asText()).isEqualTo("points");
    assertThat(trial.at("/metrics").has("least-cost")).isTrue();
    assertThat(trial.at("/validation").has("least-cost")).isTrue();
    JsonNode info = json(models.resolve("1/assets.extra/model.json"));
    assertThat(info.get("notes")).isEqualTo(trial.at("/data/notes"));
    assertThat(Files.readString(models.resolve("1/assets.extra/README.md")))
        .contains("The numbers are in points.\nIts licence: CC BY 4.0.\n")
        .contains("To be cited: A. Author, Grades, 2020.\nWrong answers have costs");

    Run predicted = Run.of("predict", "--model-dir", models, "--decoder", "least-cost", table);
    assertThat(predicted.code()).as(predicted.err()).isZero();
    List<String> lines = predicted.out().lines().toList();
    assertThat(lines).hasSize(120);
    for (String line : lines) {
      JsonNode answer = new ObjectMapper().readTree(line);
      assertThat(answer.get("classIndex").asInt()).isEqualTo(cheapest(answer.get("probabilities")));
      assertThat(answer.get("unit").asText()).isEqualTo("points");
    }
  }

  /** The answer whose cost Σ p·c, summed here class by class, is least. */
  private static int cheapest(JsonNode p) {
    int best = 0;
    double[] expected = new double[3];
    for (int answer = 0; answer < 3; answer++) {
      expected[answer] =
          p.get(0).asDouble() * COSTS[0][answer]
              + p.get(1).asDouble() * COSTS[1][answer]
              + p.get(2).asDouble() * COSTS[2][answer];
      best = expected[answer] < expected[best] ? answer : best;
    }
    return best;
  }

  /**
   * Whoever has learned next to nothing from two epochs answers 4 at a cost of 1, always: of 30
   * test rows all are wrong by 4 − grade but those of 4.
   */
  @Test
  void asymmetricCostsChangeAnswersAndWhatTheyCost() throws IOException {
    Path models = folder.resolve("models");
    assertThat(train(models).code()).isZero();
    Run evaluated = Run.of("evaluate", "--model-dir", models, "--json");
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    JsonNode results = new ObjectMapper().readTree(evaluated.out());
    JsonNode confusion = results.at("/confusion/least-cost");
    int[] tested = new int[3];
    for (int i = 0; i < 3; i++) {
      assertThat(confusion.at("/" + i + "/0").asInt()).isZero();
      assertThat(confusion.at("/" + i + "/1").asInt()).isZero();
      tested[i] = confusion.at("/" + i + "/2").asInt();
    }
    assertThat(tested[0] + tested[1] + tested[2]).isEqualTo(30);
    assertThat(results.at("/meanCosts/least-cost").asDouble()).isEqualTo(1);
    assertThat(results.at("/metrics/least-cost/meanAbsoluteError").asDouble())
        .isEqualTo((3 * tested[0] + 1.5 * tested[1]) / 30.0);
    JsonNode argmax = results.at("/confusion/argmax");
    double paid = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        paid += argmax.at("/" + i + "/" + j).asInt() * COSTS[i][j];
      }
    }
    assertThat(results.at("/meanCosts/argmax").asDouble()).isEqualTo(paid / 30);
    Run text = Run.of("evaluate", "--model-dir", models, "--decoder", "least-cost");
    assertThat(text.out())
        .contains("Errors are in points, or in these squared.\n")
        .contains("Mean cost of an answer by least-cost: 1.0000\n");
  }

  @Test
  void costsGivenAreTakenInPlaceOfThoseOfTheData() throws IOException {
    Path models = folder.resolve("models");
    assertThat(train(models).code()).isZero();
    Path costs = Files.writeString(folder.resolve("c.csv"), "0,9,9\n0,9,9\n0,9,9\n");
    Run predicted =
        Run.of(
            "predict", "--model-dir", models, "--decoder", "least-cost", "--costs", costs, table);

    assertThat(predicted.out().lines()).allMatch(line -> line.contains("\"classIndex\":0,"));
  }

  @Test
  void costsOfOtherClassesAreRefusedBeforeTraining() throws IOException {
    describe("[[0, 1], [1, 0]]");
    Run trained = train(folder.resolve("models"));

    assertThat(trained.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(trained.err())
        .isEqualTo(
            ("numloss: %s: its dataset.json has costs of 2 classes, expected those of its 3, which"
                    + " stand for [1.0, 2.5, 4.0].\n")
                .formatted(table));
  }

  @Test
  void leastCostIsRefusedWhereNobodySaidWhatAnswersCost() throws IOException {
    Files.delete(folder.resolve("grades.csv.dataset.json"));
    Path models = folder.resolve("models");
    assertThat(train(models).code()).isZero();
    for (String command : List.of("predict", "evaluate")) {
      Run refused =
          command.equals("predict")
              ? Run.of(command, "--model-dir", models, "--decoder", "least-cost", table)
              : Run.of(command, "--model-dir", models, "--decoder", "least-cost");
      assertThat(refused.code()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(refused.err())
          .startsWith(
              "numloss: --decoder least-cost needs to know what wrong answers cost; name a CSV file"
                  + " with --costs FILE.\n");
    }
  }
}
