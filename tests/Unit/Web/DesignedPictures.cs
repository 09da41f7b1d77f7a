using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Pipeline.Activities.Steps;
using Pipeline.Host.Runs;
using Pipeline.Host.Web.Pages.Graph;

namespace Pipeline.Tests.Unit.Web;

/// <summary>Pictures of workflows that users drew, however they are connected.</summary>
public sealed class DesignedPictures
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Activities by a letter each (a step, <c>d</c> a decision, <c>f</c> Fail run, <c>e</c> End), then connections.</summary>
    public static TheoryData<string> Drawn =>
    [
        "a",
        "ab",
        "a aa",
        "ab ab ba",
        "abd ab bd da",
        "abd ab bd da dc c",
        "ab ab ab",
        "abe ab be",
        "e",
        "ae ae ea",
        "f",
        "af af fa",
        "adf ad df dd fa",
        "abcdxyz ab bc cd da xy yz zx",
    ];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Any_flowchart_is_drawn_with_all_its_activities(string drawn)
    {
        var words = drawn.Split(' ');
        var chart = new Flowchart();
        var activities = words[0].ToDictionary(letter => letter, letter => Make(letter));
        foreach (var activity in activities.Values)
            chart.Activities.Add(activity);
        foreach (var word in words.Skip(1).Where(w => w.Length == 2 && activities.ContainsKey(w[0]) && activities.ContainsKey(w[1])))
            chart.Connections.Add(new Connection(new Endpoint(activities[word[0]], word[0] == 'd' ? "True" : "Done"), new Endpoint(activities[word[1]])));

        var graph = GraphReader.Read(chart);

        var expected = words[0].Where(letter => letter != 'e').Select(letter => letter.ToString()).ToList();
        if (expected.Count == 0)
        {
            graph.ShouldBeNull();
            return;
        }

        var layout = GraphLayout.Of(graph.ShouldNotBeNull());
        layout.Places.Keys.ShouldBe(expected, ignoreOrder: true);
        foreach (var status in Enum.GetValues<RunStatus>())
            GraphPicture.Of(layout, GraphMarks.Of(graph, new RunView("r", "w", status, Noon, Noon), [])).Text.ShouldContain("<svg");
    }

    [Fact]
    public void An_empty_flowchart_within_leads_nowhere()
    {
        var first = Make('a');
        var inner = new Flowchart { Id = "inner" };
        var chart = new Flowchart { Activities = { first, inner }, Connections = { new Connection(new Endpoint(first, "Done"), new Endpoint(inner)) } };

        GraphReader.Read(chart).ShouldNotBeNull().Nodes.Select(n => n.Id).ShouldBe(["a"]);
    }

    private static IActivity Make(char letter)
    {
        IActivity activity = letter switch
        {
            'd' => new FlowDecision(),
            'f' => new FailRun(),
            'e' => new End(),
            _ => new CheckNics(),
        };
        activity.Id = letter.ToString();
        return activity;
    }
}
