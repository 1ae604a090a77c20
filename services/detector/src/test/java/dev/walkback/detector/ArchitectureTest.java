package dev.walkback.detector;

import dev.walkback.testsupport.architecture.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
