package dev.walkback.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationIdTest {

  @ParameterizedTest
  @CsvSource({
    "*/*, production/backend, true",
    "*/*, production/*, true",
    "*/*, */orders-db, true",
    "*/*, */*, true",
    "production/*, production/backend, true",
    "production/*, production/*, true",
    "production/*, staging/backend, false",
    "production/*, */*, false",
    "production/*, productions/backend, false",
    "production/backend, production/backend, true",
    "production/backend, production/*, false",
    "production/backend, staging/backend, false",
    "*/orders-db, */orders-db, true",
    "*/orders-db, production/orders-db, false",
    "*/orders-db, */*, false"
  })
  void a_scope_covers_what_lies_in_it(String scope, String other, boolean covered) {
    assertThat(ApplicationId.parse(scope).covers(ApplicationId.parse(other))).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "production/*", "*/orders-db"})
  void what_has_a_star_is_no_application(String scope) {
    assertThat(ApplicationId.parse(scope).isScope()).isTrue();
  }

  @Test
  void an_application_is_no_scope() {
    assertThat(ApplicationId.parse("production/backend").isScope()).isFalse();
  }

  @Test
  void scopes_are_written_as_they_are_read() {
    assertThat(ApplicationId.everythingIn("production")).hasToString("production/*");
    assertThat(ApplicationId.resource("orders-db")).hasToString("*/orders-db");
    assertThat(ApplicationId.EVERYTHING).hasToString("*/*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "backend", "/backend", "production/", "/", " /backend"})
  void anything_else_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> ApplicationId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("namespace/name");
  }
}
