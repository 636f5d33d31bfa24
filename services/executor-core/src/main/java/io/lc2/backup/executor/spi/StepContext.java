package io.lc2.backup.executor.spi;

import io.lc2.backup.domain.operation.Operation;

/**
 * What a step works on.
 *
 * @param operation the operation with its request, plan and the results of the steps before this one, as committed
 * @param control the line to the loop
 */
public record StepContext(Operation operation, StepControl control) {}
