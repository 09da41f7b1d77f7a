namespace Pipeline.Host.Runs;

/// <summary>A run that somebody asks a serving host for.</summary>
/// <param name="Workflow">The pipeline.</param>
/// <param name="Set">Its inputs as texts, as for <c>--set</c>.</param>
public sealed record RunRequest(string Workflow, IReadOnlyDictionary<string, string> Set)
{
    /// <summary>What makes a repeated request the same request; null when it carries nothing of the kind.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Who asks, for the run's record, e.g. <c>key nightly</c> or <c>hook calibrate</c>.</summary>
    public string? By { get; init; }

    /// <summary>Whether files that are not there yet may come until the run's turn comes.</summary>
    public bool FilesMayFollow { get; init; }
}

/// <summary>One delivery of a request: the same source and key always mean the same run.</summary>
/// <param name="Source">Who numbers the deliveries, e.g. the hook's path.</param>
/// <param name="Key">The delivery's number.</param>
/// <param name="Body">Hash of the body: another body under the same key is a mistake of the sender.</param>
public sealed record Delivery(string Source, string Key, string Body);

/// <summary>A run that was accepted.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsNew">False when the same delivery had been accepted before.</param>
public sealed record AcceptedRun(string Run, bool IsNew);

/// <summary>A key came again with another body.</summary>
public sealed class DeliveryConflictException(string run) : Exception($"The same delivery key came before with another body (run {run}).")
{
    /// <summary>The run of the first body.</summary>
    public string Run { get; } = run;
}
