package dev.wharfinger.offenders.organization;

import jakarta.ws.rs.core.Response;

/** Only operations and the frame speak HTTP. */
public record AnswersWithoutARoute(Response response) {}
