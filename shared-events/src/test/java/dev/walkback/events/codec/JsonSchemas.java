package dev.walkback.events.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** JSON Schema (2020-12) of a record, from the record itself, so that the two cannot differ. */
final class JsonSchemas {

  /** Lists that earlier versions did not write: absent is empty. */
  private static final Set<String> LATER = Set.of("Surveyed.owners", "ReleaseSuspected.owners");

  private static final String TIME_OF_DAY = "^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?$";

  private final Map<String, Object> definitions = new TreeMap<>();

  static Map<String, Object> of(EventType<?> type) {
    var schemas = new JsonSchemas();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "https://walkback.dev/schemas/" + type.name() + ".json");
    schema.put("title", type.name());
    schema.putAll(schemas.object(type.data()));
    if (!schemas.definitions.isEmpty()) {
      schema.put("$defs", schemas.definitions);
    }
    return schema;
  }

  private Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new TreeMap<>();
    var required = new java.util.TreeSet<String>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), of(component.getGenericType()));
      if (component.getType() != Optional.class && !isLater(type, component)) {
        required.add(component.getName());
      }
    }
    return Map.of("type", "object", "properties", properties, "required", List.copyOf(required));
  }

  private static boolean isLater(Class<?> type, RecordComponent component) {
    return LATER.contains(type.getSimpleName() + "." + component.getName());
  }

  private Object of(Type type) {
    return type instanceof ParameterizedType generic
        ? ofGeneric(generic)
        : ofClass((Class<?>) type);
  }

  private Object ofGeneric(ParameterizedType type) {
    Type first = type.getActualTypeArguments()[0];
    if (type.getRawType() == Optional.class) {
      return Map.of("anyOf", List.of(of(first), Map.of("type", "null")));
    } else if (type.getRawType() == List.class) {
      return Map.of("type", "array", "items", of(first));
    } else if (type.getRawType() == Set.class) {
      return Map.of("type", "array", "items", of(first), "uniqueItems", true);
    }
    Map<String, Object> map = new TreeMap<>();
    map.put("type", "object");
    map.put("additionalProperties", of(type.getActualTypeArguments()[1]));
    if (first != String.class) {
      map.put("propertyNames", of(first));
    }
    return map;
  }

  private Object ofClass(Class<?> type) {
    if (type == String.class) {
      return Map.of("type", "string");
    } else if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    } else if (type == Duration.class) {
      return Map.of("type", "string", "format", "duration");
    } else if (type == URI.class) {
      return Map.of("type", "string", "format", "uri");
    } else if (type == LocalTime.class) {
      return Map.of("type", "string", "pattern", TIME_OF_DAY);
    } else if (type == ZoneId.class) {
      return Map.of("type", "string", "examples", List.of("Europe/Berlin"));
    } else if (type == boolean.class) {
      return Map.of("type", "boolean");
    } else if (type.isPrimitive() || type == Long.class || type == Integer.class) {
      return Map.of("type", "integer");
    }
    return defined(type);
  }

  private Object defined(Class<?> type) {
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, definition(type));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private Object definition(Class<?> type) {
    if (type.isEnum()) {
      return Map.of(
          "enum", Arrays.stream(type.getEnumConstants()).map(JsonSchemas::written).toList());
    }
    JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
    if (kinds != null && type.isAnnotationPresent(JsonTypeInfo.class)) {
      return Map.of("oneOf", Arrays.stream(kinds.value()).map(this::kind).toList());
    }
    boolean text =
        !type.isRecord()
            || Arrays.stream(type.getDeclaredMethods())
                .anyMatch(m -> m.isAnnotationPresent(JsonValue.class));
    return text ? Map.of("type", "string") : object(type);
  }

  private Object kind(JsonSubTypes.Type subtype) {
    Map<String, Object> schema = new LinkedHashMap<>(object(subtype.value()));
    @SuppressWarnings("unchecked")
    var properties = new TreeMap<>((Map<String, Object>) schema.get("properties"));
    properties.put("kind", Map.of("const", subtype.name()));
    schema.put("properties", properties);
    @SuppressWarnings("unchecked")
    var required = new java.util.TreeSet<>((List<String>) schema.get("required"));
    required.add("kind");
    schema.put("required", List.copyOf(required));
    return schema;
  }

  private static Object written(Object constant) {
    return Arrays.stream(constant.getClass().getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonValue.class))
        .findFirst()
        .<Object>map(method -> {
          try {
            return method.invoke(constant);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        })
        .orElseGet(constant::toString);
  }
}
