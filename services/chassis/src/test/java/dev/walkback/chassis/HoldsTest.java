package dev.walkback.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.chassis.Holds.Held;
import dev.walkback.events.ApplicationId;
import dev.walkback.events.hold.Hold;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldsTest {

  private static final Instant NOW = Samples.NOW;
  private static final ApplicationId SHOP = new ApplicationId("production", "shop");
  private static final ApplicationId PRODUCTION = ApplicationId.everythingIn("production");
  private static final Hold FOR_EVER = hold(Optional.empty());

  @Test
  void what_nobody_ordered_holds_nothing() {
    assertThat(Holds.NONE.holding(SHOP, NOW)).isEmpty();
  }

  @Test
  void an_application_is_held_by_its_own_hold_its_namespaces_and_the_brake() {
    for (ApplicationId scope : new ApplicationId[] {SHOP, PRODUCTION, ApplicationId.EVERYTHING}) {
      assertThat(Holds.NONE.with(scope, FOR_EVER).holding(SHOP, NOW))
          .contains(new Held(scope, FOR_EVER));
    }
  }

  @Test
  void the_narrowest_of_several_holds_is_named() {
    var holds = Holds.NONE.with(ApplicationId.EVERYTHING, FOR_EVER).with(PRODUCTION, FOR_EVER);

    assertThat(holds.holding(SHOP, NOW).map(Held::scope)).contains(PRODUCTION);
  }

  @Test
  void a_hold_that_has_ended_gives_way_to_a_wider_one() {
    var holds =
        Holds.NONE
            .with(SHOP, hold(Optional.of(NOW)))
            .with(ApplicationId.EVERYTHING, hold(Optional.of(NOW.plusSeconds(1))));

    assertThat(holds.holding(SHOP, NOW).map(Held::scope)).contains(ApplicationId.EVERYTHING);
    assertThat(holds.holding(SHOP, NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void holds_of_others_do_not_matter() {
    var holds =
        Holds.NONE
            .with(new ApplicationId("production", "other"), FOR_EVER)
            .with(ApplicationId.everythingIn("staging"), FOR_EVER)
            .with(ApplicationId.resource("shop"), FOR_EVER);

    assertThat(holds.holding(SHOP, NOW)).isEmpty();
  }

  @Test
  void a_hold_that_was_lifted_holds_nothing() {
    assertThat(Holds.NONE.with(SHOP, FOR_EVER).without(SHOP).holding(SHOP, NOW)).isEmpty();
  }

  private static Hold hold(Optional<Instant> until) {
    return new Hold("ada", "the network is being repaired", NOW.minusSeconds(60), until);
  }
}
