package io.github.numloss.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.experiment.Plan;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.io.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Methods of a plan that differ in one number alone, such as the weight of a loss.
 *
 * @param kind the name of the loss that they share, or, if the number is the head's, of the head
 * @param parameter the number's name
 * @param members the methods, by the number
 */
public record Series(String kind, String parameter, List<Member> members) {
  private static final String NAME = "name";

  /**
   * A method of a series.
   *
   * @param loss the method's name
   * @param value its number
   */
  public record Member(String loss, double value) {}

  /** What members of a series share. */
  private record Shared(String kind, String parameter, JsonNode rest) {}

  /** Finds the series of a plan; a method may be in several, one without an equal in none. */
  static List<Series> of(Plan plan) {
    Map<Shared, List<Member>> found = new LinkedHashMap<>();
    for (LossPlan loss : plan.losses()) {
      ObjectNode method = (ObjectNode) Json.tree(loss);
      method.remove(NAME);
      for (Map.Entry<String, JsonNode> part : List.copyOf(method.properties())) {
        for (Map.Entry<String, JsonNode> field : part.getValue().properties()) {
          if (field.getValue().isNumber()) {
            ObjectNode rest = method.deepCopy();
            ((ObjectNode) rest.get(part.getKey())).remove(field.getKey());
            String kind = part.getValue().path(NAME).asText();
            found
                .computeIfAbsent(
                    new Shared(kind, field.getKey(), rest), shared -> new ArrayList<>())
                .add(new Member(loss.name(), field.getValue().doubleValue()));
          }
        }
      }
    }
    List<Series> series = new ArrayList<>();
    found.forEach(
        (shared, members) -> {
          if (members.stream().map(Member::value).distinct().count() > 1) {
            members.sort(Comparator.comparingDouble(Member::value));
            series.add(new Series(shared.kind(), shared.parameter(), List.copyOf(members)));
          }
        });
    return series;
  }
}
