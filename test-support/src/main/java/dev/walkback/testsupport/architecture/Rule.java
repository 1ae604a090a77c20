package dev.walkback.testsupport.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule under the name that a failing test shows.
 *
 * @param name a sentence that says what must hold
 */
public record Rule(String name, ArchRule rule) {

  static Rule named(String name, ArchRule rule) {
    return new Rule(name, rule.as(name).allowEmptyShould(true));
  }
}
