# One image per service: docker build -f deploy/images/service.Dockerfile --build-arg SERVICE=detector .
# Built from the jar that ./mvnw package made, so that what was tested is what runs.
FROM eclipse-temurin:25-jre AS layers
ARG SERVICE
COPY services/${SERVICE}/target/${SERVICE}-*-exec.jar /build/app.jar
RUN java -Djarmode=tools -jar /build/app.jar extract --destination /build/app

FROM eclipse-temurin:25-jre
ARG SERVICE
LABEL org.opencontainers.image.title="walkback-${SERVICE}" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --create-home walkback && install -d -o walkback /var/lib/walkback
USER 10001
WORKDIR /app
# Libraries first: they change seldom.
COPY --from=layers /build/app/lib /app/lib
COPY --from=layers /build/app/app.jar /app/app.jar
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
EXPOSE 8080
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
