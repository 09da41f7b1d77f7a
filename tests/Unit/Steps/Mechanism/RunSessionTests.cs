using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Steps.Mechanism;

public sealed class RunSessionTests
{
    private static readonly RunFailure First = Failure("calibrate", "Out of memory."), Later = Failure("clean-up", "Not reachable.");

    [Fact]
    public void The_first_failure_is_not_hidden_by_those_of_the_clean_up() =>
        new RunSession().WithFailure(First).WithFailure(Later).Failure.ShouldBe(First);

    [Fact]
    public void A_step_that_succeeds_at_last_has_failed_no_more()
    {
        var retried = new RunSession().WithFailure(First).WithoutFailureOf("calibrate");

        retried.Failure.ShouldBeNull();
        retried.WithFailure(Later).Failure.ShouldBe(Later);
    }

    [Fact]
    public void A_step_that_succeeds_leaves_the_failure_of_another() =>
        new RunSession().WithFailure(First).WithoutFailureOf("clean-up").Failure.ShouldBe(First);

    [Fact]
    public void A_step_that_fails_again_tells_its_new_failure()
    {
        var again = Failure("calibrate", "The disk is full.");

        new RunSession().WithFailure(First).WithFailure(again).Failure.ShouldBe(again);
    }

    private static RunFailure Failure(string activity, string summary) =>
        new("Step", "gaudi-1", new Failure(FailureKind.Unknown, summary, ""), ActivityId: activity);
}
