package io.lc2.backup.cli.process;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything a command takes from the process it runs in.
 *
 * @param out what was asked for
 * @param err progress, errors and hints
 * @param in standard input
 * @param environment environment variables
 * @param directory working directory
 * @param zone in which times are shown
 * @param clock the time, and what a wait is measured with
 * @param interval how often to ask while waiting for something
 * @param terminal how {@code err} can be written to
 */
public record Surroundings(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        Map<String, String> environment,
        Path directory,
        ZoneId zone,
        InstantSource clock,
        Duration interval,
        Terminal terminal) {

    /**
     * The screen.
     *
     * @param interactive whether a line can be written over
     * @param width columns of a line
     */
    public record Terminal(boolean interactive, int width) {}
}
