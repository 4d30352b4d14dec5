package dev.wharfinger.offenders.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Names of one caller must not be able to hurt another. */
public final class SharesNames {
  JsonNode read(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}
