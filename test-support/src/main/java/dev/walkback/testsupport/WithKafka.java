package dev.walkback.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link KafkaFixture} as a parameter: one broker for the whole run,
 * on which each class finds all topics of Walkback empty. Tagged {@code broker}, so that the same
 * tests run again on a container.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("broker")
@ExtendWith(KafkaExtension.class)
public @interface WithKafka {

  /** Partitions of each topic. */
  int partitions() default 3;

  /** False leaves the broker without topics of ours, or with those of the class before. */
  boolean freshTopics() default true;
}
