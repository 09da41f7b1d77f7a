using Elsa.Workflows;

namespace Pipeline.Tests.Engine.Surface;

public class Elsa_surface
{
    private static readonly SurfaceComparison Comparison = new(ApiFile.Load());

    [Fact]
    public void Every_member_in_an_Elsa_namespace_exists_in_Elsa()
    {
        var types = typeof(IActivity).Assembly.GetTypes().Where(type => type.Namespace == "Elsa" || type.Namespace?.StartsWith("Elsa.", StringComparison.Ordinal) == true);
        Comparison.Differences(types).ShouldBeEmpty();
    }

    [Fact]
    public void A_made_up_type_is_reported() =>
        Comparison.Differences([typeof(Elsa.Workflows.Signals.MadeUpSignal)]).ShouldBe(["Elsa.Workflows.Signals.MadeUpSignal: not in Elsa 3.8"]);

    [Fact]
    public void A_wrong_member_is_reported_with_the_nearest()
    {
        var differences = Comparison.Differences([typeof(Elsa.Workflows.Runtime.Options.WorkflowInboxCleanupOptions)]);
        const string Options = "Elsa.Workflows.Runtime.Options.WorkflowInboxCleanupOptions";
        differences.ShouldBe(
        [
            $"{Options}.TimeSpan? SweepInterval {{ get set }}: not in Elsa 3.8; nearest: TimeSpan SweepInterval {{ get set }}",
            $"{Options}.static int BatchSize {{ get set }}: not in Elsa 3.8; nearest: int BatchSize {{ get set }}",
            $"{Options}.virtual void Anything(params string[]): not in Elsa 3.8"
        ]);
    }
}
