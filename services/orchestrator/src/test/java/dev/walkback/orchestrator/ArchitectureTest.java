package dev.walkback.orchestrator;

import dev.walkback.testsupport.architecture.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
