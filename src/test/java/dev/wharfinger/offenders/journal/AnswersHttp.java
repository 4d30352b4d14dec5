package dev.wharfinger.offenders.journal;

import jakarta.ws.rs.core.Response;

/** The engine must not know who asks. */
public record AnswersHttp(Response response) {}
