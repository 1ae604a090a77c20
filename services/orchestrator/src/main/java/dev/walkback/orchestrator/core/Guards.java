package dev.walkback.orchestrator.core;

import dev.walkback.events.ApplicationId;
import dev.walkback.events.audit.GuardEntry.PermitGranted;
import dev.walkback.events.audit.GuardEntry.PermitQueued;
import dev.walkback.events.audit.GuardEntry.PermitReturned;
import dev.walkback.events.audit.GuardEntry.StormDeclared;
import dev.walkback.events.guard.GuardAnswer;
import dev.walkback.events.guard.GuardRequest;
import dev.walkback.events.policy.FleetPolicy;
import dev.walkback.orchestrator.core.Guard.Permit;
import java.util.Optional;

/**
 * A guard's side: the fleet's slots and its storm brake under {@code *}{@code /*}, and one lock for
 * each shared resource. Requests come in the order of the guard's own key, so nothing races.
 */
final class Guards {

  private final Draft draft;

  Guards(Draft draft) {
    this.draft = draft;
  }

  void request(GuardRequest request) {
    Permit permit = new Permit(request.requester(), request.rollbackId());
    switch (request) {
      case GuardRequest.Ask ask -> asked(permit, ask.approved());
      case GuardRequest.GiveBack _ -> returned(permit);
    }
  }

  private void asked(Permit permit, boolean approved) {
    if (guard().holds(permit)) {
      grant(permit);
      return;
    }
    Optional<String> storm = approved ? Optional.empty() : storm(permit);
    if (storm.isPresent()) {
      draft.record(new StormDeclared(permit.requester(), permit.rollbackId(), storm.get()));
      answer(
          new GuardAnswer.Storm(
              permit.requester(), draft.application(), permit.rollbackId(), storm.get()));
    } else if (hasRoom()) {
      draft.record(new PermitGranted(permit.requester(), permit.rollbackId()));
      grant(permit);
    } else {
      queue(permit);
    }
  }

  private void queue(Permit permit) {
    if (!guard().queues(permit)) {
      draft.record(new PermitQueued(permit.requester(), permit.rollbackId()));
    }
    answer(
        new GuardAnswer.Queued(
            permit.requester(), draft.application(), permit.rollbackId(), before(permit)));
  }

  private void returned(Permit permit) {
    if (!guard().holds(permit) && !guard().queues(permit)) {
      return;
    }
    draft.record(new PermitReturned(permit.requester(), permit.rollbackId()));
    while (guard().next().isPresent() && hasRoom()) {
      Permit next = guard().next().get();
      draft.record(new PermitGranted(next.requester(), next.rollbackId()));
      grant(next);
    }
  }

  private boolean hasRoom() {
    return !isFleet()
        ? guard().holders().isEmpty()
        : draft
            .context()
            .fleet()
            .maxConcurrent()
            .map(most -> guard().holders().size() < most)
            .orElse(true);
  }

  private Optional<String> storm(Permit permit) {
    if (!isFleet()) {
      return Optional.empty();
    }
    FleetPolicy fleet = draft.context().fleet();
    return fleet
        .storm()
        .flatMap(limit -> {
          long wanting =
              1 + guard().othersSince(draft.now().minus(limit.window()), permit.requester());
          int threshold = limit.threshold(draft.context().applications());
          return wanting < threshold
              ? Optional.empty()
              : Optional.of(
                  "%d applications want to go back within %s, and %d make a storm: look for what they have in common"
                      .formatted(wanting, Headlines.spoken(limit.window()), threshold));
        });
  }

  private String before(Permit permit) {
    int position = guard().queue().indexOf(permit);
    return isFleet()
        ? "%d rollbacks run already, and %d wait before this one"
            .formatted(guard().holders().size(), position)
        : "'%s' is held by %s, and %d wait before this one"
            .formatted(
                draft.application().name(), guard().holders().getFirst().requester(), position);
  }

  private void grant(Permit permit) {
    answer(new GuardAnswer.Granted(permit.requester(), draft.application(), permit.rollbackId()));
  }

  private void answer(GuardAnswer answer) {
    draft.effect(new Effect.AnswerGuarded(answer));
  }

  private Guard guard() {
    return draft.state().guard();
  }

  private boolean isFleet() {
    return draft.application().equals(ApplicationId.EVERYTHING);
  }
}
