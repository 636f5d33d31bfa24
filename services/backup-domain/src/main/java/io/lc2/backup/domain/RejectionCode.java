package io.lc2.backup.domain;

/** Why a command was refused: stable names, part of the contract. Add, never rename. */
public enum RejectionCode {
    /** A field is missing, malformed or contradicts another; the text names it. */
    INVALID_REQUEST,
    /** The provider, or this release, cannot do what is asked. */
    NOT_SUPPORTED,
    /** The command id was used before for another command. */
    COMMAND_ID_REUSED,
    /** The operation id was used before by another command. */
    OPERATION_ID_TAKEN,
    /** No such operation in this project. */
    OPERATION_NOT_FOUND,
    /** The operation has ended; there is nothing to cancel. */
    OPERATION_ENDED,
    /** No such completed backup in this project. */
    BACKUP_NOT_FOUND,
    /** The backup is deleted. */
    BACKUP_DELETED,
    /** Another operation reads or removes this backup. */
    BACKUP_IN_USE,
    /** The backup is under legal hold. */
    BACKUP_ON_HOLD,
    /** The queue of the project is full. */
    QUEUE_FULL,
    /** It is the last restorable backup of its environment. */
    LAST_RECOVERY_POINT,
    /** The backup is not deleted, so there is nothing to take back. */
    BACKUP_NOT_DELETED,
    /** The removal of the backup's data has begun and cannot be taken back. */
    REMOVAL_HAS_BEGUN,
    /** The backup is not under legal hold, so there is nothing to release. */
    BACKUP_NOT_ON_HOLD,
    /** No such policy in this project. */
    POLICY_NOT_FOUND
}
