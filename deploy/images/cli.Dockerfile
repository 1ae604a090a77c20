# The command line, for publishing policies and for operators who have containers but no JDK.
# docker build -f deploy/images/cli.Dockerfile .
FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="walkback-cli" org.opencontainers.image.licenses="Apache-2.0"
# What changes seldom comes first.
COPY cli/target/lib /app/lib
COPY cli/target/cli-*.jar /app/lib/
USER 10001:10001
ENV HOME=/tmp
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/lib/*", "dev.walkback.cli.Walkback"]
