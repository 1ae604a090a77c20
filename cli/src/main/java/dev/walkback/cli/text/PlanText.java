package dev.walkback.cli.text;

import dev.walkback.events.Target;
import dev.walkback.events.plan.Attempt;
import dev.walkback.events.plan.Plan;
import dev.walkback.events.plan.PlanLine;
import java.util.ArrayList;
import java.util.List;

/** A plan in full: what is tried in which order, each line with its reason, and its digest. */
public final class PlanText {

  private static final String WHY_INDENT = "      ";

  private final int width;

  /** Lines of at most so many characters, as far as words allow. */
  public PlanText(int width) {
    this.width = width;
  }

  public List<String> of(Plan plan) {
    var lines = new ArrayList<String>();
    lines.add(
        "Plan %s for %s".formatted(plan.digest().abbreviated(), Phrases.words(plan.scenario())));
    for (int i = 0; i < plan.attempts().size(); i++) {
      Attempt attempt = plan.attempts().get(i);
      lines.add("  %d. %s%s".formatted(i + 1, way(attempt), condition(i, attempt)));
      attempt.targets().forEach(target -> lines.add("     " + target(target)));
    }
    lines.addAll(reasons(plan.lines()));
    lines.add("  " + approvers(plan.approvers()));
    lines.add("  digest " + plan.digest());
    return lines;
  }

  /** The reasons alone, for where there is nothing to do. */
  public List<String> reasons(List<PlanLine> reasons) {
    var lines = new ArrayList<String>();
    for (PlanLine reason : reasons) {
      lines.add(
          "  - %s: %s".formatted(Printable.of(reason.subject()), Printable.of(reason.choice())));
      Printable.wrap("because " + uncapitalised(reason.why()), width - WHY_INDENT.length())
          .forEach(line -> lines.add(WHY_INDENT + line));
    }
    return lines;
  }

  public static String target(Target target) {
    return "%s to revision %d (%s), away from %s"
        .formatted(
            target.workload().shortName(),
            target.revision(),
            target.template().abbreviated(),
            target.from().abbreviated());
  }

  private static String way(Attempt attempt) {
    return attempt
        .owner()
        .map(owner ->
            "%s: %s/%s to its revision %s"
                .formatted(
                    Phrases.way(attempt.way()),
                    owner.namespace(),
                    owner.name(),
                    Printable.of(owner.revision())))
        .orElseGet(() ->
            attempt.targets().size() == 1 ? "the workload itself" : "the workloads themselves");
  }

  private static String condition(int index, Attempt attempt) {
    String further =
        switch (attempt.furtherBack()) {
          case 0 -> "";
          case 1 -> ", one release further back";
          default -> ", %d releases further back".formatted(attempt.furtherBack());
        };
    return index == 0 ? further : further + " (only if " + index + " does not help)";
  }

  private static String approvers(int count) {
    return switch (count) {
      case 0 -> "Nobody has to agree.";
      case 1 -> "One other person has to agree before anything is done.";
      default -> count + " other people have to agree before anything is done.";
    };
  }

  private static String uncapitalised(String text) {
    String clean = Phrases.clean(text);
    boolean sentence =
        clean.length() > 1
            && Character.isUpperCase(clean.charAt(0))
            && Character.isLowerCase(clean.charAt(1));
    return sentence ? Character.toLowerCase(clean.charAt(0)) + clean.substring(1) : clean;
  }
}
