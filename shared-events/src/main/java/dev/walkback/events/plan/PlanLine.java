package dev.walkback.events.plan;

/**
 * One line of a plan for people.
 *
 * @param subject what it is about: a workload, a way back, a guardrail
 * @param choice what is to be done about it
 * @param why the reason
 */
public record PlanLine(String subject, String choice, String why) {}
