package io.lc2.backup.cli.policy;

import io.lc2.backup.cli.session.Noun;
import picocli.CommandLine.Command;

/** {@code lc2 policy}. */
@Command(
        name = "policy",
        description = "Standing orders: what is backed up when, and kept how long.",
        subcommands = {
            ApplyPolicy.class,
            ListPolicies.class,
            DescribePolicy.class,
            PolicyEvents.class,
            PreviewPolicy.class,
            PausePolicy.class,
            UnpausePolicy.class,
            DeletePolicy.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lc2 policy preview -f nightly.yaml --project acme",
            "  lc2 policy apply -f nightly.yaml --project acme",
            "  lc2 policy describe nightly --project acme",
            "  lc2 policy pause nightly --project acme"
        })
public final class PolicyGroup extends Noun {}
