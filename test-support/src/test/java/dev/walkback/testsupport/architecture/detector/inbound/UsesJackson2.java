package dev.walkback.testsupport.architecture.detector.inbound;

import com.fasterxml.jackson.databind.ObjectMapper;

record UsesJackson2(ObjectMapper mapper) {}
