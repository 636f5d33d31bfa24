package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.CommandSubmission.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;

/** Bodies of answers: what the log has acknowledged. {@code requestId} is the id of the command. */
final class Accepted {

    private static final String PENDING = "Pending";
    private static final String REQUEST_EXAMPLE = "0b6f4f5e-7d0c-8d3e-9a55-2f6f0a7c1e42";

    private Accepted() {}

    @Schema(name = "BackupAccepted", description = "The request is on the log; the catalog tells what becomes of it.")
    record Backup(
            @Schema(example = "b-local-7k3qwd2hzbmx4n5vfy6a")
            String backupId,

            @Schema(allowableValues = PENDING) String status,

            @Schema(description = "Id of the command.", example = REQUEST_EXAMPLE)
            String requestId) {

        static Backup of(Receipt receipt) {
            return new Backup(
                    receipt.operation().value(), PENDING, receipt.command().toString());
        }
    }

    @Schema(name = "RestoreAccepted", description = "The request is on the log; the catalog tells what becomes of it.")
    record Restore(
            @Schema(example = "r-local-x2mwd4hzbm7kqn5vfy3a")
            String restoreId,

            @Schema(allowableValues = PENDING) String status,

            @Schema(description = "Id of the command.", example = REQUEST_EXAMPLE)
            String requestId) {

        static Restore of(Receipt receipt) {
            return new Restore(
                    receipt.operation().value(), PENDING, receipt.command().toString());
        }
    }

    @Schema(name = "VerificationAccepted", description = "The request is on the log.")
    record Verification(
            @Schema(example = "v-local-m4hzbx2wdk7qn5vfy3aa")
            String verificationId,

            @Schema(allowableValues = PENDING) String status,

            @Schema(description = "Id of the command.", example = REQUEST_EXAMPLE)
            String requestId) {

        static Verification of(Receipt receipt) {
            return new Verification(
                    receipt.operation().value(), PENDING, receipt.command().toString());
        }
    }

    @Schema(name = "CancellationAccepted", description = "The request is on the log.")
    record Cancellation(
            @Schema(description = "What shall stop.", example = "b-local-7k3qwd2hzbmx4n5vfy6a")
            String operationId,

            @Schema(description = "Id of the command.", example = REQUEST_EXAMPLE)
            String requestId) {

        static Cancellation of(Receipt receipt) {
            return new Cancellation(
                    receipt.operation().value(), receipt.command().toString());
        }
    }

    @Schema(name = "ChangeAccepted", description = "The request is on the log.")
    record Change(
            @Schema(description = "What shall change.", example = "b-local-7k3qwd2hzbmx4n5vfy6a")
            String backupId,

            @Schema(description = "Id of the command.", example = REQUEST_EXAMPLE)
            String requestId) {

        static Change of(Receipt receipt) {
            return new Change(receipt.operation().value(), receipt.command().toString());
        }
    }
}
