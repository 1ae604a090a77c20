package dev.walkback.cli.command;

import dev.walkback.cli.chain.AuditChain;
import dev.walkback.cli.chain.Chains;
import dev.walkback.cli.chain.Chains.Finding;
import dev.walkback.cli.text.Counts;
import dev.walkback.cli.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What came of checking chains. */
final class VerificationReport {

  private VerificationReport() {}

  /** For people: each chain, then all of them in one sentence. */
  static List<String> text(Chains chains) {
    var lines = new ArrayList<String>();
    chains.findings().forEach(finding -> lines.addAll(text(finding)));
    chains.homeless().forEach(trouble -> lines.add("BROKEN: " + Printable.of(trouble)));
    long records = chains.findings().stream().mapToLong(each -> each.chain().records()).sum();
    long broken = chains.findings().stream().filter(each -> each.firstBreak().isPresent()).count();
    String seen =
        Counts.of(records, "record") + " of " + Counts.of(chains.findings().size(), "application");
    lines.add(
        chains.hold()
            ? seen + "; every chain holds from the first to the last."
            : "%s; BROKEN: %s; %s without a chain."
                .formatted(
                    seen,
                    Counts.of(broken, "chain"),
                    Counts.of(chains.homeless().size(), "record")));
    return lines;
  }

  private static List<String> text(Finding finding) {
    AuditChain chain = finding.chain();
    if (finding.firstBreak().isEmpty()) {
      return List.of(
          "%s: number 1 to %d; the last one is %s"
              .formatted(finding.application(), chain.last(), chain.digest()));
    }
    var lines = new ArrayList<String>();
    lines.add(
        "%s: BROKEN at number %d: %s"
            .formatted(
                finding.application(),
                finding.firstBreak().get().sequence(),
                finding.firstBreak().get().text()));
    finding.firstBreak().get().details().forEach(detail -> lines.add("  " + detail));
    return lines;
  }

  /** For programs: one object for each chain, and one for each record that belongs to none. */
  static List<String> json(Chains chains) {
    var lines = new ArrayList<String>();
    JsonMapper mapper = JsonMapper.shared();
    chains.findings().forEach(finding -> lines.add(mapper.writeValueAsString(object(finding))));
    chains
        .homeless()
        .forEach(trouble ->
            lines.add(mapper.writeValueAsString(Map.of("holds", false, "trouble", trouble))));
    return lines;
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("application", finding.application().toString());
    object.put("records", finding.chain().records());
    object.put("holds", finding.firstBreak().isEmpty());
    finding
        .firstBreak()
        .ifPresentOrElse(
            link -> {
              object.put("brokenAt", link.sequence());
              object.put("trouble", link.text());
              object.put("details", link.details());
            },
            () -> object.put("digest", finding.chain().digest().value()));
    return object;
  }
}
