package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.deadletters.DeadLetters;
import io.lc2.backup.commandapi.deadletters.LetterId;
import io.lc2.backup.commandapi.deadletters.LetterPage;
import io.lc2.backup.commandapi.deadletters.PageToken;
import io.lc2.backup.commandapi.deadletters.Replayed;
import io.lc2.backup.commandapi.submission.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Records nobody could make sense of: what they are, and sending them again. For operators of the platform. */
@RestController
@RequestMapping(path = "/api/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters")
class DeadLettersController {

    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;
    private static final Pattern SIZE = Pattern.compile("\\d{1,4}");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    private final DeadLetters letters;

    DeadLettersController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    @Operation(operationId = "listDeadLetters", summary = "List records that were set aside, the newest first")
    DeadLetterBodies.ListBody list(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw FieldValues.invalid("topic", "must be the name of a topic, for example backup-commands");
        }
        LetterPage page = letters.list(topic, size(pageSize), token(pageToken, topic));
        return DeadLetterBodies.ListBody.of(page, topic);
    }

    @GetMapping("/{letterId:[^:]+}")
    @Operation(
            operationId = "getDeadLetter",
            summary = "Show one record that was set aside, and whether it was replayed")
    DeadLetterBodies.Details find(@PathVariable String letterId) {
        return DeadLetterBodies.Details.of(letters.find(id(letterId)));
    }

    @PostMapping("/{letterId:[^:]+}:replay")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "replayDeadLetter", summary = "Send the record again to where it was read")
    ResponseEntity<DeadLetterBodies.Replay> replay(
            @PathVariable String letterId, @RequestParam(required = false) @Nullable String again, Caller caller) {
        Replayed replayed = letters.replay(id(letterId), caller.actor().id(), flag(again));
        return ResponseEntity.created(URI.create("/api/v1/dead-letters/" + replayed.letter()))
                .body(DeadLetterBodies.Replay.of(replayed));
    }

    private static LetterId id(String text) {
        return LetterId.parse(text)
                .orElseThrow(() -> FieldValues.invalid("letterId", "must be partition-offset, for example 12-345"));
    }

    private static int size(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return DEFAULT_SIZE;
        }
        int size = SIZE.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (size < 1 || size > LARGEST_SIZE) {
            throw FieldValues.invalid("pageSize", "must be 1-" + LARGEST_SIZE);
        }
        return size;
    }

    private static @Nullable PageToken token(@Nullable String text, @Nullable String topic) {
        return text == null || text.isEmpty()
                ? null
                : PageToken.parse(text, topic)
                        .orElseThrow(() -> FieldValues.invalid(
                                "pageToken", "is not one that an answer to the same list gave; begin without it"));
    }

    private static boolean flag(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw FieldValues.invalid("again", "must be true or false");
        };
    }
}
