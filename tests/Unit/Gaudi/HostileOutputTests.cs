using Pipeline.Activities.Gaudi;
using Pipeline.Activities.Gaudi.Calibration;
using Pipeline.Activities.Gaudi.Cards;
using Pipeline.Activities.Gaudi.Failures;
using Pipeline.Activities.Gaudi.Install;
using Pipeline.Activities.Gaudi.Network;
using Pipeline.Activities.Gaudi.Ray;
using Pipeline.Activities.Gaudi.Serving;
using Pipeline.Activities.Gaudi.Text;

namespace Pipeline.Tests.Unit.Gaudi;

public class HostileOutputTests
{
    [Theory]
    [MemberData(nameof(HostileOutput.All), MemberType = typeof(HostileOutput))]
    public void Every_parser_answers_hostile_output_with_a_failure(string output)
    {
        Fails(HlSmi.Parse(output, 0));
        Fails(HlSmiTable.Parse(output, 0));
        Fails(CardStatus.Parse(output, 0));
        Fails(NicStatus.Parse(output, 0));
        Fails(NicToggle.Parse(output, 0));
        Fails(LinkStatus.Parse(output, 0));
        Fails(Interfaces.Parse(output, 0));
        Fails(Route.Parse(output, 0));
        Fails(RayStatus.Parse(output, 0));
        Fails(RayStart.Parse(output, 0));
        Fails(RayStop.Parse(output, 0));
        Fails(SoftwareVersions.Parse(output));
        Fails(StableCommit.Parse(output, 0));
        Fails(ServerAnswers.Models(200, output));
        Fails(ServerAnswers.Completion(200, output));
        FailureExplanation.Explain(output, 1).Kind.ShouldBe(FailureKind.Unknown);
    }

    [Theory]
    [MemberData(nameof(HostileOutput.All), MemberType = typeof(HostileOutput))]
    public void Progress_stays_between_nothing_and_all(string output)
    {
        foreach (var parser in new IProgressParser[] { new CalibrationProgress(), new ServingProgress(), new InstallProgress() })
            (parser.Feed(output)?.Fraction ?? 0).ShouldBeInRange(0, 1);
    }

    private static void Fails<T>(Reading<T> reading)
        where T : class
    {
        reading.Succeeded(out _, out var failure).ShouldBeFalse();
        failure!.Summary.ShouldNotBeEmpty();
        failure.Remedy.ShouldNotBeEmpty();
    }
}
