package dev.walkback.gateway.inbound;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Refusals as RFC 9457 problems: what was expected, what was found, what to do. */
final class Problems {

  private static final String RETRY_SECONDS = "5";

  private Problems() {}

  static ResponseEntity<Object> notAnAlert(String expected, String found) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "Expected %s, but found %s".formatted(expected, found));
    problem.setTitle("Not an Alertmanager webhook");
    problem.setProperty("expected", expected);
    problem.setProperty("found", found);
    return response(problem, new HttpHeaders());
  }

  static ResponseEntity<Object> tooLarge(String detail) {
    return of(HttpStatus.CONTENT_TOO_LARGE, "Too large", detail);
  }

  static ResponseEntity<Object> of(HttpStatus status, String title, String detail) {
    return of(status, title, detail, new HttpHeaders());
  }

  static ResponseEntity<Object> later(String detail) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    return of(HttpStatus.SERVICE_UNAVAILABLE, "Not taken, send it again", detail, headers);
  }

  static ResponseEntity<Object> of(
      HttpStatus status, String title, String detail, HttpHeaders headers) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return response(problem, headers);
  }

  private static ResponseEntity<Object> response(ProblemDetail problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
