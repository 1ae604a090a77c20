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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON Schema (2020-12) of a record, from the record itself, so that the two cannot differ. */
final class JsonSchemas {

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
      if (component.getType() != Optional.class) {
        required.add(component.getName());
      }
    }
    return Map.of("type", "object", "properties", properties, "required", List.copyOf(required));
  }

  private Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == Optional.class) {
        return Map.of("anyOf", List.of(of(last), Map.of("type", "null")));
      }
      return generic.getRawType() == List.class
          ? Map.of("type", "array", "items", of(last))
          : Map.of("type", "object", "additionalProperties", of(last));
    }
    return ofClass((Class<?>) type);
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
    } else if (type == boolean.class) {
      return Map.of("type", "boolean");
    } else if (type.isPrimitive() || type == Long.class) {
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
