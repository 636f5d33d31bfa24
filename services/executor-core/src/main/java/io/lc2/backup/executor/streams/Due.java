package io.lc2.backup.executor.streams;

import io.lc2.backup.domain.ProjectId;
import io.lc2.backup.domain.operation.Input;

/** Something to decide without a record having arrived. */
record Due(ProjectId project, Input input) {}
