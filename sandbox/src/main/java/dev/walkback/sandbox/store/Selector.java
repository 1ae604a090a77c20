package dev.walkback.sandbox.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Label and field selectors, from query parameters and from {@code spec.selector}. */
public final class Selector {
  private static final Pattern SET =
      Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|=|!=)\\s*([^\\s!=,()]*)\\s*");
  private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");

  private Selector() {}

  /** Objects whose labels match a {@code labelSelector} query parameter; empty matches all. */
  public static Predicate<JsonNode> labels(String query) {
    Predicate<Map<String, String>> all = labels -> true;
    for (String term : terms(query)) {
      all = all.and(labelTerm(term));
    }
    Predicate<Map<String, String>> matches = all;
    return object -> matches.test(Meta.labels(object));
  }

  /** Label maps that match a {@code spec.selector}; an absent one matches nothing. */
  public static Predicate<Map<String, String>> of(JsonNode selector) {
    if (!selector.isObject()) {
      return labels -> false;
    }
    Map<String, String> wanted = Json.strings(selector, "matchLabels");
    Predicate<Map<String, String>> all = l -> l.entrySet().containsAll(wanted.entrySet());
    for (JsonNode e : Json.items(selector, "matchExpressions")) {
      String key = Json.text(e, "key");
      Set<String> values =
          Json.items(e, "values").stream().map(JsonNode::asString).collect(Collectors.toSet());
      all = all.and(expression(key, Json.text(e, "operator"), values));
    }
    return all;
  }

  /**
   * Objects that match a {@code fieldSelector} query parameter; refuses fields it does not know.
   */
  public static Predicate<JsonNode> fields(Kind kind, String query) {
    Predicate<JsonNode> all = object -> true;
    for (String term : terms(query)) {
      Matcher m = EQUALITY.matcher(term);
      if (!m.matches()) {
        throw ApiFailure.badRequest("invalid field selector " + Json.shorten(term));
      }
      String[] path = knownField(kind, m.group(1)).split("\\.", -1);
      boolean equal = !m.group(2).equals("!=");
      all = all.and(o -> Json.text(o, path).equals(m.group(3)) == equal);
    }
    return all;
  }

  private static String knownField(Kind kind, String field) {
    List<String> known = new ArrayList<>(List.of("metadata.name", "metadata.namespace"));
    known.addAll(
        switch (kind) {
          case POD -> List.of("status.phase", "spec.nodeName", "status.podIP");
          case EVENT ->
              List.of(
                  "involvedObject.kind",
                  "involvedObject.namespace",
                  "involvedObject.name",
                  "involvedObject.uid",
                  "involvedObject.fieldPath",
                  "reason",
                  "type");
          case NAMESPACE -> List.of("status.phase");
          case SECRET -> List.of("type");
          case SERVICE, CONFIG_MAP, CONTROLLER_REVISION -> List.<String>of();
          case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET -> List.<String>of();
        });
    if (!known.contains(field)) {
      throw ApiFailure.badRequest("field label not supported: " + field);
    }
    return field;
  }

  private static Predicate<Map<String, String>> labelTerm(String term) {
    Matcher set = SET.matcher(term);
    if (set.matches()) {
      Set<String> values =
          Arrays.stream(set.group(3).split(",", -1)).map(String::strip).collect(Collectors.toSet());
      return expression(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
    }
    Matcher equality = EQUALITY.matcher(term);
    if (equality.matches()) {
      String operator = equality.group(2).equals("!=") ? "NotIn" : "In";
      return expression(equality.group(1), operator, Set.of(equality.group(3)));
    }
    Matcher existence = EXISTENCE.matcher(term);
    if (existence.matches()) {
      String operator = existence.group(1).isEmpty() ? "Exists" : "DoesNotExist";
      return expression(existence.group(2), operator, Set.of());
    }
    throw ApiFailure.badRequest("unable to parse requirement " + Json.shorten(term));
  }

  private static Predicate<Map<String, String>> expression(
      String key, String operator, Set<String> values) {
    return switch (operator) {
      case "In" -> l -> l.containsKey(key) && values.contains(l.get(key));
      case "NotIn" -> l -> !l.containsKey(key) || !values.contains(l.get(key));
      case "Exists" -> l -> l.containsKey(key);
      case "DoesNotExist" -> l -> !l.containsKey(key);
      default ->
          throw ApiFailure.badRequest(
              "\"" + operator + "\" is not a valid label selector operator");
    };
  }

  /** Splits at the commas that are not inside brackets. */
  private static List<String> terms(String query) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= query.length(); i++) {
      char c = i == query.length() ? ',' : query.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth <= 0) {
        if (!query.substring(start, i).isBlank()) {
          terms.add(query.substring(start, i));
        }
        start = i + 1;
      }
    }
    return terms;
  }
}
