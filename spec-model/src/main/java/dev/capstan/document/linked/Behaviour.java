package dev.capstan.document.linked;

import dev.capstan.document.files.FolderListing;
import dev.capstan.document.linked.expression.Expression;
import java.nio.file.Path;
import java.util.List;

/** What a unit does when it is called. */
public sealed interface Behaviour {
    /** Calls the method of the visitor that is this behaviour's kind's. */
    <R> R accept(BehaviourVisitor<R> visitor);

    /** Answers by itself, with the values of its outputs. */
    record Mock() implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitMock(this);
        }
    }

    /** Calls one operation. */
    record Call(CallSite site) implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitCall(this);
        }
    }

    /**
     * Runs steps.
     *
     * @param steps in order; {@code steps.get(i).index() == i}
     * @param result the value that the unit's reply is shaped from
     * @param isLastStepsResult whether the result is what the last step gave, whose status is the reply's
     */
    record Steps(List<LinkedStep> steps, Expression result, boolean isLastStepsResult) implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitSteps(this);
        }
    }

    /**
     * Passes requests on to an API as they are.
     *
     * @param target the API
     * @param trustedHeaders the header fields of requests that go upstream, in lower case
     */
    record Forward(LinkedApi target, List<String> trustedHeaders) implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitForward(this);
        }
    }

    /**
     * Hands out the files of a folder.
     *
     * @param folder absolute; it is there
     * @param files those that it had when the document was linked
     */
    record StaticFiles(Path folder, FolderListing files) implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitStaticFiles(this);
        }
    }

    /** Nothing: what the unit does could not be told, and its problems say why. */
    record Unlinked() implements Behaviour {
        @Override
        public <R> R accept(BehaviourVisitor<R> visitor) {
            return visitor.visitUnlinked(this);
        }
    }
}
