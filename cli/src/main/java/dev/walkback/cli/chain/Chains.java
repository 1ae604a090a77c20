package dev.walkback.cli.chain;

import dev.walkback.cli.text.Printable;
import dev.walkback.events.ApplicationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The chains of many applications, each up to its first broken link. */
public final class Chains {

  private static final int LONGEST_QUOTE = 80;

  private final Map<ApplicationId, AuditChain> chains = new TreeMap<>();
  private final Map<ApplicationId, Break> breaks = new TreeMap<>();
  private final List<String> homeless = new ArrayList<>();

  /**
   * The next record of this application.
   *
   * @return what is wrong with its place, if anything
   */
  public Optional<Break> accept(ApplicationId application, byte[] bytes) {
    AuditChain chain = chains.computeIfAbsent(application, AuditChain::new);
    Optional<Break> trouble = chain.accept(bytes);
    trouble.ifPresent(link -> breaks.putIfAbsent(application, link));
    return trouble;
  }

  /**
   * The next record under this key.
   *
   * @return what is wrong with its place, if anything
   */
  public Optional<String> acceptKeyed(String key, byte[] bytes) {
    ApplicationId application;
    try {
      application = ApplicationId.parse(key);
    } catch (IllegalArgumentException e) {
      String trouble =
          "the key of a record is no application: '%s'".formatted(Printable.of(key, LONGEST_QUOTE));
      homeless.add(trouble);
      return Optional.of(trouble);
    }
    return accept(application, bytes).map(Break::text);
  }

  /**
   * The next record, of whatever application it names.
   *
   * @param place where it stands, for one that names none
   */
  public void acceptUnkeyed(byte[] bytes, String place) {
    switch (Link.read(bytes)) {
      case Link.Placed placed -> accept(placed.application(), bytes);
      case Link.Broken broken -> homeless.add(place + ": " + Printable.of(broken.trouble()));
    }
  }

  /** What was found of each application, in their order. */
  public List<Finding> findings() {
    return chains.entrySet().stream()
        .map(chain ->
            new Finding(
                chain.getKey(), chain.getValue(), Optional.ofNullable(breaks.get(chain.getKey()))))
        .toList();
  }

  /** Records that belong to no chain, each with its place and the reason. */
  public List<String> homeless() {
    return List.copyOf(homeless);
  }

  /** Whether all of it holds. */
  public boolean hold() {
    return breaks.isEmpty() && homeless.isEmpty();
  }

  /**
   * One application's chain.
   *
   * @param firstBreak empty: it holds from its first record to its last
   */
  public record Finding(ApplicationId application, AuditChain chain, Optional<Break> firstBreak) {}
}
