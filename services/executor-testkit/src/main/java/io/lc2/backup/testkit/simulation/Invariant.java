package io.lc2.backup.testkit.simulation;

/** What has to hold, whatever happens; checked after every step of a simulation. */
public enum Invariant {
    /** A result counts only for the attempt that made it, and attempts of a step only ever rise. */
    ONE_LIVE_ATTEMPT("one live attempt per step: what another attempt says is not accepted"),
    /** A manifest is there only when every validation before it has succeeded and the data is whole. */
    MANIFEST_LAST("a manifest exists only over verified data"),
    /** A backup that is completed and not deleted can be restored from what is stored. */
    RESTORABLE("every completed backup is restorable"),
    /** A restore that is completed holds what the backup holds. */
    RESTORED_EQUAL("a completed restore equals its backup"),
    /** Nothing is removed from a backup that a restore or a verification reads. */
    READERS_SPARED("no data is deleted while it is read"),
    /** Nothing is removed from a backup that is under legal hold. */
    HOLDS_KEPT("no data is deleted while it is held"),
    /** No object that incremental backups share is removed while the manifest of a living backup names it. */
    POOL_NEEDED("no shared object is removed that a living backup needs"),
    /** None is removed that a backup at work has copied or taken over, either: it will be needed. */
    POOL_SPARED("no shared object is removed that a backup at work counts on"),
    /** The removal of the last restorable backup of an environment never begins unless somebody forced it. */
    LAST_KEPT("the last restorable backup of an environment stays"),
    /** Stores of the executor and the catalog follow from the events alone. */
    REPLAY_EQUALS_LIVE("a replay of the log gives the live state"),
    /** Every command has one answer, repeated or not. */
    ANSWERED_ONCE("every acknowledged command is answered exactly once"),
    /** Every operation that was accepted has one last event. */
    ENDED_ONCE("every accepted operation ends exactly once"),
    /** Operations at work are never more than the limits of project and executor allow when one is started. */
    WITHIN_LIMITS("no operation starts beyond the limits"),
    /** Backups, restores and purges of one environment never overlap. */
    ONE_WRITER("one writer per environment"),
    /** A thing outside is made once per operation and never overwritten by other content. */
    MADE_ONCE("external things are made once"),
    /** What an ended operation has not left to somebody and does not name as left behind is gone. */
    NO_ORPHANS("nothing is left without an owner"),
    /** A drill ends only when nothing of what it restored is there any more, unless it says that it left something behind. */
    DRILL_GONE("nothing of a drill is left when it ends"),
    /** The rules answer everything that can happen. */
    NO_DEFECT("every input can be decided about");

    private final String says;

    Invariant(String says) {
        this.says = says;
    }

    /** The invariant in one sentence. */
    public String says() {
        return says;
    }
}
