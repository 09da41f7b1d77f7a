namespace Pipeline.Activities.Steps.Waits;

/// <summary>Lets a suspended run go on.</summary>
public interface IRunResumer
{
    /// <summary>Resumes the bookmark of that id; nothing happens when it is gone.</summary>
    Task ResumeAsync(string runId, string key, CancellationToken cancellationToken);
}
