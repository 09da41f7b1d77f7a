using Pipeline.Activities.Nodes.Leases;
using Pipeline.Activities.Nodes.Pool;
using static Pipeline.Tests.Nodes.TestPool;

namespace Pipeline.Tests.Nodes.Leases;

public sealed class LeaseChoiceTests
{
    private static readonly NodeDefinition[] Pool =
    [
        Node("a", "gaudi2"), Node("b", "gaudi3", 8, "fast"), Node("c", "gaudi2", 8, "fast"), Node("d", "gaudi2", 4), Node("e", "gaudi3", 8, "fast"),
    ];

    [Theory]
    [InlineData(8, 1, null, "a")]
    [InlineData(16, 1, null, "a,c")]
    [InlineData(20, 1, null, "a,c,d")]
    [InlineData(4, 1, null, "d")]
    [InlineData(12, 1, "gaudi2", "a,d")]
    [InlineData(8, 2, "gaudi2", "a,d")]
    [InlineData(16, 1, "GAUDI3", "b,e")]
    public void It_takes_the_fewest_nodes_of_one_type(int cards, int minimum, string? device, string nodes) =>
        Choose(new LeaseRequest("r", cards) { MinimumNodes = minimum, Device = device }).ShouldBe(nodes.Split(','));

    [Fact]
    public void It_falls_to_the_type_that_is_free() =>
        Choose(new LeaseRequest("r", 16), "a", "b", "d", "e").ShouldBe(["b", "e"]);

    [Fact]
    public void It_takes_only_nodes_with_all_labels() =>
        Choose(new LeaseRequest("r", 8) { Labels = ["fast"], Device = "gaudi2" }).ShouldBe(["c"]);

    [Fact]
    public void It_never_mixes_types() =>
        Choose(new LeaseRequest("r", 16), "a", "b").ShouldBeNull();

    [Fact]
    public void Named_nodes_keep_their_order() =>
        Choose(new LeaseRequest("r", 16) { Nodes = ["c", "a"] }).ShouldBe(["c", "a"]);

    [Fact]
    public void Named_nodes_are_waited_for() =>
        Choose(new LeaseRequest("r", 16) { Nodes = ["c", "a"] }, "a", "b").ShouldBeNull();

    public static TheoryData<string, string> Impossible() => new()
    {
        { "cards", "64 cards of one device type were asked for, which the pool cannot give. It has a (gaudi2, 8 cards), b (gaudi3, 8 cards, fast)" },
        { "minimum", "8 cards on at least 3 nodes of type gaudi3 were asked for" },
        { "label", "8 cards of one device type with the labels slow were asked for" },
        { "none", "0 cards were asked for" },
        { "stranger", "There is no node 'z'" },
        { "twice", "name one of them twice" },
        { "mixed", "a (gaudi2), b (gaudi3) are of different device types" },
        { "device", "are of type gaudi2, not gaudi3" },
        { "named cards", "16 cards were asked for, but the nodes a have 8" },
        { "named minimum", "At least 2 nodes were asked for, but only 1 named" },
        { "named label", "The node a lacks one of the labels fast" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_the_pool_can_never_give_is_refused(string wish, string message)
    {
        var request = wish switch
        {
            "cards" => new LeaseRequest("r", 64),
            "minimum" => new LeaseRequest("r", 8) { MinimumNodes = 3, Device = "gaudi3" },
            "label" => new LeaseRequest("r", 8) { Labels = ["slow"] },
            "none" => new LeaseRequest("r", 0),
            "stranger" => new LeaseRequest("r", 8) { Nodes = ["z"] },
            "twice" => new LeaseRequest("r", 8) { Nodes = ["a", "a"] },
            "mixed" => new LeaseRequest("r", 8) { Nodes = ["a", "b"] },
            "device" => new LeaseRequest("r", 8) { Nodes = ["a"], Device = "gaudi3" },
            "named cards" => new LeaseRequest("r", 16) { Nodes = ["a"] },
            "named minimum" => new LeaseRequest("r", 8) { Nodes = ["a"], MinimumNodes = 2 },
            _ => new LeaseRequest("r", 8) { Nodes = ["a"], Labels = ["fast"] },
        };
        Should.Throw<LeaseException>(() => LeaseChoice.Check(request, Pool)).Message.ShouldContain(message);
    }

    private static IReadOnlyList<string>? Choose(LeaseRequest request, params string[] free)
    {
        if (free.Length == 0)
            LeaseChoice.Check(request, Pool);
        return LeaseChoice.Choose(request, Pool, (free.Length > 0 ? free : Pool.Select(n => n.Name)).ToHashSet());
    }
}
