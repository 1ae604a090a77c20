package dev.walkback.testsupport.architecture.detector.unmarked;

record NotNullMarked(String name) {}
