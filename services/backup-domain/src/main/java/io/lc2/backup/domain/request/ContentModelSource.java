package io.lc2.backup.domain.request;

/**
 * Content model to export over the application's HTTP API.
 *
 * @param apiEndpoint base address
 * @param exportFormat for example {@code json}
 */
public record ContentModelSource(String apiEndpoint, String exportFormat) {}
