package dev.walkback.systemtests.simulation;

import dev.walkback.orchestrator.core.ApplicationState;
import dev.walkback.orchestrator.core.Context;
import dev.walkback.orchestrator.core.Decision;
import dev.walkback.orchestrator.core.Input;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What becomes of a decision that is not made as it should be. */
@FunctionalInterface
interface Twist {

  /**
   * Decides, with or without what would be honest.
   *
   * @param question what there is to decide
   * @param honest decides as the orchestrator does
   */
  Decision decide(Question question, Honest honest);

  /** All that a decision is made of. */
  record Question(ApplicationState state, Input input, Context context, Instant now) {

    Question with(ApplicationState other) {
      return new Question(other, input, context, now);
    }

    Question with(Input other) {
      return new Question(state, other, context, now);
    }

    Question with(Context other) {
      return new Question(state, input, other, now);
    }
  }

  /** The orchestrator itself. */
  @FunctionalInterface
  interface Honest {

    Decision decide(Question question);
  }

  /** A fault that twists every decision. */
  static PlantedFault planted(String name, Twist twist) {
    return new PlantedFault(name, () -> new Twisted(twist));
  }

  /** A fault that decides on a state that is not quite right. */
  static PlantedFault onState(String name, UnaryOperator<ApplicationState> change) {
    return planted(
        name, (question, honest) -> honest.decide(question.with(change.apply(question.state()))));
  }

  /** A machinery whose decisions are twisted. */
  final class Twisted extends Machinery {

    private final Twist twist;

    Twisted(Twist twist) {
      this.twist = twist;
    }

    @Override
    public Decision decide(ApplicationState state, Input input, Context context, Instant now) {
      return twist.decide(
          new Question(state, input, context, now),
          question ->
              super.decide(question.state(), question.input(), question.context(), question.now()));
    }
  }
}
