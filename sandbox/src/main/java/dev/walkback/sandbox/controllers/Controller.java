package dev.walkback.sandbox.controllers;

import java.util.function.Predicate;

/**
 * Moves the cluster one step towards what one kind of object asks for. Called again and again; does
 * nothing when all is well.
 */
interface Controller {

  /** Looks at the objects of these namespaces only. */
  void reconcile(Predicate<String> namespaces);
}
