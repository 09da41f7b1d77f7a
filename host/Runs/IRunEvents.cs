using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Host.Runs;

/// <summary>Keeps what happened to runs until the serving host has told those who want to know. Whatever process drives a run writes it down.</summary>
internal interface IRunEvents
{
    /// <summary>Writes an event down; one that is there already is left alone.</summary>
    Task RecordAsync(RunEvent happened, CancellationToken cancellationToken);
}

/// <summary>Something that happened to a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Id">Its id: the same however often a process that died in the middle writes it down.</param>
internal sealed record RunEvent(string Run, RunEventKind Kind, DateTimeOffset At, string Id)
{
    private const int IdLength = 24;

    /// <summary>A run's end. It ends again after a retry: another event.</summary>
    public static RunEvent End(string run, RunEventKind kind, DateTimeOffset at) => new(run, kind, at, IdOf(run, kind, at.UtcTicks.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A run began to wait for nodes.</summary>
    public static RunEvent Waits(string run, string wait, DateTimeOffset at) => new(run, RunEventKind.Waiting, at, IdOf(run, RunEventKind.Waiting, wait));

    private static string IdOf(string run, RunEventKind kind, string what) =>
        "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run}\n{kind}\n{what}")))[..IdLength];
}

/// <summary>What can happen to a run.</summary>
internal enum RunEventKind
{
    /// <summary>It ended as it should.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>It waits for nodes that others hold.</summary>
    Waiting,
}
