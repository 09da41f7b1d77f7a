using Pipeline.Activities.Nodes.Jobs;
using Pipeline.Activities.Nodes.Shells;
using Pipeline.Activities.Steps.Mechanism;

namespace Pipeline.Tests.Unit.Steps.Mechanism;

public sealed class JobResultTests
{
    [Fact]
    public void A_failure_that_left_no_words_is_explained_by_how_the_job_ended()
    {
        var status = new JobStatus("job", "gaudi-1", JobState.Exited, 1, 0, "No space left on device: the shared disk was full when it ended on gaudi-1");

        new JobResult(0, new StepJob("gaudi-1", ShellScript.Empty), status, "").Explain().Summary.ShouldBe("A disk or /dev/shm is full.");
    }
}
