package io.lc2.backup.chaos.verdict;

import io.lc2.backup.chaos.platform.Site;
import io.lc2.backup.chaos.process.Patience;
import io.lc2.backup.chaos.verdict.Finding.Kind;
import io.lc2.backup.chaos.workload.EventLog;
import io.lc2.backup.chaos.workload.Seen;
import io.lc2.backup.domain.event.CommandRejected;
import io.lc2.backup.domain.event.OperationEvent;
import io.lc2.backup.domain.event.OperationEvent.BackupCompleted;
import io.lc2.backup.domain.event.OperationEvent.BackupPurged;
import io.lc2.backup.domain.event.OperationEvent.BackupVerified;
import io.lc2.backup.domain.event.OperationEvent.OperationCancelled;
import io.lc2.backup.domain.event.OperationEvent.OperationFailed;
import io.lc2.backup.domain.event.OperationEvent.RestoreCompleted;
import io.lc2.backup.domain.event.PolicyEvent;
import io.lc2.backup.domain.event.RecoveryPointEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the catalog lists is what the events say. */
public final class CatalogAgreement {

    private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI catalog;
    private final JsonMapper json = new JsonMapper();

    public CatalogAgreement(HttpClient http, URI catalog) {
        this.http = http;
        this.catalog = catalog;
    }

    /** Compares the lists of all projects with the events; a list that cannot be read is a finding. */
    public List<Finding> check(List<Site> sites, List<Seen> events) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Site site : sites) {
            String project = site.project().value();
            try {
                Map<String, String> backups = listed(project, "backups", "backupId", "status");
                compare("backup", expected(project, events, "b"), backups, findings);
                Map<String, String> restores = listed(project, "restores", "restoreId", "status");
                compare("restore", expected(project, events, "r"), restores, findings);
                proven(project, events, findings);
            } catch (IOException e) {
                findings.add(new Finding(Kind.CATALOG, "does not answer: " + e.getMessage()));
            }
        }
        return findings;
    }

    /** Has everything thrown away and built again from the log; a difference is a finding. */
    public List<Finding> rebuild(Duration atMost) throws InterruptedException {
        try {
            JsonNode asked = send(HttpRequest.newBuilder(catalog.resolve("/api/v1/catalog:rebuild"))
                    .POST(HttpRequest.BodyPublishers.noBody()));
            long end = System.nanoTime() + atMost.toNanos();
            JsonNode state = asked;
            while (!Set.of("completed", "failed").contains(state.path("state").asString()) && System.nanoTime() < end) {
                Patience.pause(Duration.ofMillis(200));
                state = send(HttpRequest.newBuilder(catalog.resolve("/api/v1/catalog/rebuild")));
            }
            return state.path("identical").asBoolean(false)
                    ? List.of()
                    : List.of(new Finding(Kind.CATALOG, "rebuilt it differs: " + state));
        } catch (IOException e) {
            return List.of(new Finding(Kind.CATALOG, "cannot be rebuilt: " + e.getMessage()));
        }
    }

    private static void compare(
            String what, Map<String, String> expected, Map<String, String> listed, List<Finding> findings) {
        for (Map.Entry<String, String> one : expected.entrySet()) {
            String says = listed.getOrDefault(one.getKey(), "nothing");
            if (!says.equals(one.getValue())) {
                findings.add(new Finding(
                        Kind.CATALOG,
                        "%s %s is %s there and %s in the log".formatted(what, one.getKey(), says, one.getValue())));
            }
        }
        for (String id : listed.keySet()) {
            if (!expected.containsKey(id)) {
                findings.add(new Finding(Kind.CATALOG, what + " " + id + " is nowhere in the log"));
            }
        }
    }

    /** A backup that a drill has proven is listed as that: no later verification says less, and none disproves it. */
    private void proven(String project, List<Seen> events, List<Finding> findings)
            throws IOException, InterruptedException {
        Set<String> proven = Drills.proven(events);
        listed(project, "backups", "backupId", "verification").forEach((backup, says) -> {
            if (proven.contains(backup) && !says.equals("Restored")) {
                findings.add(new Finding(Kind.CATALOG, "backup " + backup + " is proven by a drill, there " + says));
            }
        });
    }

    private Map<String, String> listed(String project, String list, String idField, String field)
            throws IOException, InterruptedException {
        Map<String, String> values = new TreeMap<>();
        String token = "";
        do {
            JsonNode page = send(HttpRequest.newBuilder(catalog.resolve("/api/v1/projects/" + project + "/" + list
                    + "?pageSize=200" + (token.isEmpty() ? "" : "&pageToken=" + token))));
            page.path("items")
                    .forEach(item -> values.put(
                            item.path(idField).asString(), item.path(field).asString()));
            token = page.path("nextPageToken").asString("");
        } while (!token.isEmpty());
        return values;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.timeout(ANSWER_BOUND).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    private static Map<String, String> expected(String project, List<Seen> events, String kind) {
        Map<String, String> statuses = new TreeMap<>();
        for (Seen seen : events) {
            String id = EventLog.subject(seen.event());
            if (id.startsWith(kind) && seen.event().project().value().equals(project)) {
                String status = status(seen);
                if (!status.isEmpty()) {
                    statuses.put(id, status);
                }
            }
        }
        return statuses;
    }

    private static String status(Seen seen) {
        return switch (seen.event()) {
            case BackupCompleted e -> "Completed";
            case RestoreCompleted e -> "Completed";
            case OperationFailed e -> "Failed";
            case OperationCancelled e -> "Cancelled";
            case CommandRejected e -> EventLog.isEnd(e) ? "Failed" : "";
            case RecoveryPointEvent e -> "";
            case BackupVerified e -> "";
            case BackupPurged e -> "";
            case OperationEvent e -> "";
            case PolicyEvent e -> "";
        };
    }
}
