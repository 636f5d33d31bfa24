package io.lc2.backup.cli.http;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a service answered.
 *
 * @param body JSON; an empty object when there was none
 * @param location the header Location; empty when there was none
 */
public record Answer(JsonNode body, String location) {}
