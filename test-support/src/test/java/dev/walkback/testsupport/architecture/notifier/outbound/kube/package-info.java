@NullMarked
package dev.walkback.testsupport.architecture.notifier.outbound.kube;

import org.jspecify.annotations.NullMarked;
