package dev.walkback.verifier;

import dev.walkback.testsupport.architecture.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
