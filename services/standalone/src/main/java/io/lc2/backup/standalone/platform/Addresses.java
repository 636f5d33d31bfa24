package io.lc2.backup.standalone.platform;

import java.net.URI;

/**
 * Where everything of a running platform is; what {@code run.json} holds.
 *
 * @param pid the process
 * @param apiUrl base address of the command API
 * @param catalogUrl base address of the catalog
 * @param executorUrl base address of the executor's health and metrics
 * @param schedulerUrl base address of the scheduler's health and metrics
 * @param kafka bootstrap servers
 * @param schemaRegistryUrl Confluent's API of the registry
 * @param database the embedded PostgreSQL
 * @param s3 the embedded S3 server
 */
public record Addresses(
        long pid,
        URI apiUrl,
        URI catalogUrl,
        URI executorUrl,
        URI schedulerUrl,
        String kafka,
        URI schemaRegistryUrl,
        Server database,
        Server s3) {

    /**
     * An embedded server and where its credentials are.
     *
     * @param address without credentials
     * @param user or access key
     * @param secretFile password or secret key, readable by the owner only
     */
    public record Server(String address, String user, String secretFile) {}
}
