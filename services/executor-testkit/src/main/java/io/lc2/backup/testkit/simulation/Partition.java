package io.lc2.backup.testkit.simulation;

import io.lc2.backup.domain.command.BackupCommand;
import io.lc2.backup.domain.event.BackupEvent;
import io.lc2.backup.domain.operation.HandledCommand;
import io.lc2.backup.domain.operation.OperationState;
import io.lc2.backup.domain.recovery.RecoveryPoint;
import io.lc2.backup.messaging.codec.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What survives everything: the committed records of one partition of all topics, stores, and how far they were read. */
final class Partition {

    /** Nobody owns the partition. */
    static final int NOBODY = -1;

    private final int number;
    private final List<BackupCommand> commands = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<BackupEvent> events = new ArrayList<>();
    private final TreeMap<String, OperationState> operations = new TreeMap<>();
    private final TreeMap<String, RecoveryPoint> points = new TreeMap<>();
    private final TreeMap<String, HandledCommand> ledger = new TreeMap<>();
    private int commandsRead;
    private int signalsRead;
    private int owner = NOBODY;
    private long epoch;

    Partition(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    List<BackupCommand> commands() {
        return commands;
    }

    List<Signal> signals() {
        return signals;
    }

    List<BackupEvent> events() {
        return events;
    }

    NavigableMap<String, OperationState> operations() {
        return operations;
    }

    NavigableMap<String, RecoveryPoint> points() {
        return points;
    }

    NavigableMap<String, HandledCommand> ledger() {
        return ledger;
    }

    int commandsRead() {
        return commandsRead;
    }

    int signalsRead() {
        return signalsRead;
    }

    void read(int commandsSoFar, int signalsSoFar) {
        commandsRead = commandsSoFar;
        signalsRead = signalsSoFar;
    }

    boolean drained() {
        return commandsRead == commands.size() && signalsRead == signals.size();
    }

    int owner() {
        return owner;
    }

    /** Whoever has an older epoch than this cannot commit any more. */
    long epoch() {
        return epoch;
    }

    long assignTo(int executor) {
        owner = executor;
        return ++epoch;
    }
}
