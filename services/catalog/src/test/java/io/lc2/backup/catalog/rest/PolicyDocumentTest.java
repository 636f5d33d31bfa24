package io.lc2.backup.catalog.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.catalog.LogFixtures;
import io.lc2.backup.domain.PolicyId;
import io.lc2.backup.domain.policy.Policy;
import io.lc2.backup.domain.retention.RetentionPolicy;
import io.lc2.backup.domain.schedule.Schedule;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document that is sent again must not change the policy. */
class PolicyDocumentTest {

    private static final Schedule NIGHTLY = Schedule.of("30 2 * * *", "Europe/Berlin");

    @Test
    void tellsTheScheduleOfTheDrills() {
        JsonNode drill = document(Schedule.of("0 4 * * SUN", "UTC")).get("drill");

        assertThat(drill.get("cron").asString()).isEqualTo("0 4 * * SUN");
        assertThat(drill.get("zone").asString()).isEqualTo("UTC");
        assertThat(drill.get("overlap").asString()).isEqualTo("skip");
    }

    @Test
    void leavesDrillsOutWhereThereAreNone() {
        assertThat(document(null).has("drill")).isFalse();
    }

    private static JsonNode document(Schedule drill) {
        Policy policy =
                new Policy(new PolicyId("nightly"), LogFixtures.request(), NIGHTLY, RetentionPolicy.DEFAULT, drill);
        JsonMapper json = new JsonMapper();
        return json.readTree(json.writeValueAsString(PolicyDocument.of(policy)));
    }
}
