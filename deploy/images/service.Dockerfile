# One image per service: docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=detector .
# Built from the jar that ./mvnw package made, so that what was tested is what runs.
FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
COPY services/${SERVICE}/target/${SERVICE}-*-exec.jar /build/app.jar
RUN java -Djarmode=tools -jar /build/app.jar extract --layers --destination /build/app

FROM eclipse-temurin:25-jre
# By number, as a cluster that refuses root wants it; nobody needs a name or a home.
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/walkback
COPY deploy/images/ready /app/ready
# What changes seldom comes first: other people's libraries, then ours, then the service.
COPY --from=layers /build/app/dependencies/ /app/
COPY --from=layers /build/app/snapshot-dependencies/ /app/
COPY --from=layers /build/app/application/ /app/
ENV HOME=/var/lib/walkback \
    JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# Classes as they are after loading and linking: 80 MB that halve the start. A service that died is back before a step of
# a rollback is given up. Connects to nothing; with other flags or another JDK the JVM leaves it alone.
RUN java -XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh -Dserver.port=0 -jar /app/app.jar
ARG SERVICE
LABEL org.opencontainers.image.title="walkback-${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
USER 10001:10001
WORKDIR /var/lib/walkback
EXPOSE 8080
# Young services wait for their broker without end; whoever depends on one waits for it here.
HEALTHCHECK --interval=5s --timeout=6s --start-period=120s --retries=3 CMD ["/app/ready"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
