package dev.walkback.systemtests.simulation;

import dev.walkback.notifier.core.Chat;
import dev.walkback.notifier.core.Correspondence;
import dev.walkback.notifier.core.Delivery;
import dev.walkback.notifier.core.Telling;
import dev.walkback.systemtests.simulation.services.Machinery;
import java.util.List;
import java.util.Set;

/** What a notifier might forget. */
final class NotifierFaults {

  private NotifierFaults() {}

  static List<PlantedFault> all() {
    return List.of(
        new PlantedFault(
            "after a restart the chat is not searched",
            () ->
                new Machinery() {
                  @Override
                  public Telling resumed(Correspondence kept) {
                    return new Telling(kept, Set.of());
                  }
                }),
        new PlantedFault(
            "after a time-out the chat is not searched",
            () ->
                new Machinery() {
                  @Override
                  public Telling told(Telling telling, Delivery delivery, Chat.Outcome outcome) {
                    return new Telling(
                        super.told(telling, delivery, outcome).correspondence(), Set.of());
                  }
                }),
        new PlantedFault(
            "what is to be told is not kept",
            () ->
                new Machinery() {
                  @Override
                  public boolean keepsCorrespondence() {
                    return false;
                  }
                }));
  }
}
