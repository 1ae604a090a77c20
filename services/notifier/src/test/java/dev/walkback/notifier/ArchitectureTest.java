package dev.walkback.notifier;

import dev.walkback.testsupport.architecture.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
