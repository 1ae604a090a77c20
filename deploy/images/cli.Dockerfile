# The command line, for publishing policies and for operators who have containers but no JDK.
# docker build -f deploy/images/cli.Dockerfile .
FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="walkback-cli" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --create-home walkback
USER 10001
COPY cli/target/lib /app/lib
COPY cli/target/cli-*.jar /app/lib/
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/lib/*", "dev.walkback.cli.Walkback"]
