package dev.walkback.executor.outbound.kube;

import dev.walkback.executor.core.Brakes;
import dev.walkback.executor.core.StepRules;
import java.time.InstantSource;

/**
 * What every write must pass, as late as can be: the brake is asked after the cluster was read, and
 * the write follows at once.
 */
public record Gate(StepRules rules, Brakes brakes, InstantSource clock) {}
