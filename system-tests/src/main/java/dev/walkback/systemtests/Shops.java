package dev.walkback.systemtests;

import dev.walkback.systemtests.process.Service;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Applications on some cluster: released by hand, and looked at from outside. */
public interface Shops extends AutoCloseable {

  /** Where its applications are. */
  String namespace();

  /** How a service is told to reach the cluster. */
  Map<String, String> access(Service service);

  /** Releases a good v1, with its service, and waits until it serves. */
  void serve(Shop shop);

  /** Releases a version and waits until it has pods, whatever becomes of them. */
  void release(Shop shop, String version, Map<String, String> environment);

  /** The pod template that is asked for now. */
  String template(Shop shop);

  /**
   * What the API server accepted from Walkback in this namespace, by its own log, in order: verb,
   * resource and name, as {@code patch deployments/backend}.
   */
  List<String> writes();

  /** Those of an application: of its workload, and of the pods that are called after it. */
  default List<String> writes(Shop shop) {
    Pattern ours = Pattern.compile("/" + Pattern.quote(shop.workload().name()) + "(-.*)?$");
    return writes().stream().filter(write -> ours.matcher(write).find()).toList();
  }

  @Override
  void close();
}
