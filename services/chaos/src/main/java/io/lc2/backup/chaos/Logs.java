package io.lc2.backup.chaos;

/** Keeps the terminal for people: what breaks on purpose is told by the run, not by the clients that notice. */
final class Logs {

    private Logs() {}

    /** Called before anything logs. */
    static void begin() {
        System.setProperty("logback.configurationFile", "io/lc2/backup/chaos/logback.xml");
        System.setProperty("lc2.chaos.clients", "OFF");
    }
}
