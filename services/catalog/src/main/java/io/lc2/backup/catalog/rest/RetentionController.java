package io.lc2.backup.catalog.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a retention would do, and would have done. Nothing is changed and nothing recorded. */
@RestController
@RequestMapping(path = "/api/v1/projects/{projectId}", consumes = MediaType.APPLICATION_JSON_VALUE)
class RetentionController {

    private static final int LONGEST_BODY = 64 * 1024;

    private final RetentionStudies studies;
    private final JsonMapper json;

    RetentionController(RetentionStudies studies, JsonMapper json) {
        this.studies = studies;
        this.json = json;
    }

    @PostMapping("/retention:preview")
    RetentionAnswers.Preview preview(@PathVariable String projectId, HttpServletRequest request) throws IOException {
        return studies.preview(Entries.project(projectId), RetentionQuestion.ofPreview(json, body(request)));
    }

    @PostMapping("/retention:simulate")
    RetentionAnswers.Simulation simulate(@PathVariable String projectId, HttpServletRequest request)
            throws IOException {
        return studies.simulate(Entries.project(projectId), RetentionQuestion.ofSimulation(json, body(request)));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new InvalidBodyException("", "is larger than " + LONGEST_BODY + " bytes");
        }
        return body;
    }
}
