package io.lc2.backup.catalog.reading;

/** A parameter of a question is not valid. */
public final class InvalidQueryException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * Names the parameter.
     *
     * @param parameter its name
     * @param problem what is wrong with it, without its value
     */
    public InvalidQueryException(String parameter, String problem) {
        super(problem);
        this.parameter = parameter;
    }

    /** The name of the parameter. */
    public String parameter() {
        return parameter;
    }
}
