using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;

namespace Pipeline.Activities.Steps.Probing;

/// <summary>What is wrong with one node, by itself.</summary>
internal static class FactFaults
{
    private const long LeastFreeKiB = 2L * 1024 * 1024;

    /// <summary>All faults. External ports are not among them: a flip may heal them.</summary>
    public static IEnumerable<NodeFault> Of(NodeFacts facts)
    {
        NodeFault Fault(string check, Failure failure) => new(facts.Node.Name, check, failure);
        foreach (var failure in OfCards(facts))
            yield return Fault("cards", failure);
        foreach (var (bus, reading) in facts.Links)
        {
            if ((reading.Succeeded(out var links, out var unread) ? links.Judge(facts.Node.Name, bus) : unread) is { } failure)
                yield return Fault("internal links", failure);
        }

        if (facts.Container?.Failure is { } docker)
            yield return Fault("container", docker);
        if (facts is { Driver: { } driver, Node.Container: { } container } && ReleaseCheck.Judge(driver, container.Image) is { } release)
            yield return Fault("driver", release);
        if (facts.Software?.Failure is { } software)
            yield return Fault("software", software);
        if (facts.FreeKiB is < LeastFreeKiB and { } free)
            yield return Fault("disk", new Failure(FailureKind.Configuration, $"Only {free / 1024} MiB are free in the workspace.", "Free at least 2 GiB there."));
    }

    private static IEnumerable<Failure> OfCards(NodeFacts facts)
    {
        if (facts.States?.Judge() is { } states)
            yield return states;
        if (!facts.Cards.Succeeded(out var listing, out var failure))
        {
            yield return failure;
            yield break;
        }

        if (listing.Device is null)
            yield return new Failure(
                FailureKind.Configuration,
                $"The cards are of no known or of different types: {string.Join(", ", listing.Cards.Select(c => c.Name).Distinct())}.",
                "Use nodes whose cards are all Gaudi 2, or all Gaudi 3.");
        if (listing.Busy.ToList() is { Count: > 0 } busy)
            yield return new Failure(
                FailureKind.Transient,
                $"Cards in use by another process: {string.Join(", ", busy.Select(c => $"accel{c.Index} ({c.MemoryUsedMiB} MiB)"))}.",
                "Find the process with `sudo hl-smi` on the host and end it, or wait for it.");
    }
}
