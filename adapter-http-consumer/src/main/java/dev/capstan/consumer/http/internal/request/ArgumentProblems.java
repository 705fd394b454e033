package dev.capstan.consumer.http.internal.request;

import dev.capstan.engine.failure.CallFailure;
import dev.capstan.engine.failure.CallFailure.ArgumentProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the arguments of one call. Says names and reasons, never values. */
final class ArgumentProblems {
    private @Nullable List<ArgumentProblem> problems;

    void missing(String parameter) {
        add(new ArgumentProblem(parameter, true, "the parameter '" + parameter + "' is missing"));
    }

    void refused(String parameter, String why) {
        add(new ArgumentProblem(parameter, false, "the parameter '" + parameter + "' " + why));
    }

    private void add(ArgumentProblem problem) {
        if (problems == null) {
            problems = new ArrayList<>();
        }
        problems.add(problem);
    }

    /** All of them. */
    List<ArgumentProblem> all() {
        return problems == null ? List.of() : List.copyOf(problems);
    }

    /** All of them as one failure; null when there are none. */
    @Nullable
    CallFailure failure() {
        return problems == null ? null : new CallFailure.InvalidArguments(List.copyOf(problems));
    }

    /** What each of them says. */
    List<String> details() {
        return problems == null
                ? List.of()
                : problems.stream().map(ArgumentProblem::detail).toList();
    }
}
