package dev.walkback.sandbox.controllers;

/**
 * Moves the cluster one step towards what one kind of object asks for. Called again and again; does
 * nothing when all is well.
 */
interface Controller {

  void reconcile();
}
