package dev.walkback.gateway;

import dev.walkback.testsupport.architecture.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
