using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Services;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Elsa.Workflows.State;
using Pipeline.Engine.Serialization;

namespace Pipeline.Tests.Engine.Serialization;

public class Polymorphic_values
{
    private sealed record Known(string Name, int Cards);

    private sealed record Unknown(string Name);

    private static readonly WellKnownTypeRegistry Types = CreateTypes();
    private static readonly StateJson Json = new(Types, [new MemoryStorageDriver()]);

    private static WellKnownTypeRegistry CreateTypes()
    {
        var types = new WellKnownTypeRegistry();
        types.RegisterType(typeof(Known), "Known");
        return types;
    }

    public static TheoryData<object> Values => new()
    {
        "text", true, 42, 42L, long.MaxValue, 0.5, 2.0, 1.5m, 'c',
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TimeSpan.FromSeconds(1.5), Guid.Parse("11111111-2222-3333-4444-555555555555"),
        new Known("a", 8)
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_of_a_known_type_comes_back_as_itself(object value)
    {
        var read = Json.Read(Json.Write(value));
        read.ShouldBe(value);
        read.ShouldBeOfType(value.GetType());
    }

    [Fact]
    public void Collections_come_back_with_their_items()
    {
        ((List<string>)Json.Read(Json.Write(new List<string> { "a", "b" }))!).ShouldBe(["a", "b"]);
        ((Known[])Json.Read(Json.Write(new[] { new Known("a", 1) }))!).ShouldBe([new Known("a", 1)]);
        ((Dictionary<string, int>)Json.Read(Json.Write(new Dictionary<string, int> { ["a"] = 1 }))!)["a"].ShouldBe(1);
        var mixed = (Dictionary<string, object>)Json.Read(Json.Write(new Dictionary<string, object> { ["_type"] = "Known", ["list"] = new List<object> { 1L, new Known("b", 2) } }))!;
        mixed["_type"].ShouldBe("Known");
        ((List<object>)mixed["list"]).ShouldBe([1L, new Known("b", 2)]);
    }

    [Fact]
    public void A_value_of_an_unknown_type_comes_back_as_json()
    {
        var json = Json.Write(new Unknown("x"))!;
        json.ShouldNotContain(nameof(Unknown));
        ((JsonElement)Json.Read(json)!).GetProperty("name").GetString().ShouldBe("x");
    }

    [Fact]
    public void A_type_name_in_the_database_makes_no_object() =>
        Json.Read("""{"_type":"System.IO.FileInfo, System.Runtime","fileName":"/etc/passwd"}""").ShouldBeOfType<JsonElement>();

    [Fact]
    public void A_state_survives_a_round_trip()
    {
        var serializer = new WorkflowStateSerializer(Json);
        var state = new WorkflowState
        {
            Id = "run",
            SubStatus = WorkflowSubStatus.Suspended,
            Input = new Dictionary<string, object> { ["known"] = new Known("a", 8) },
            Bookmarks = [new("b", "Hold", "HASH", new Known("b", 2), "Hold1", "Workflow1:Hold1", "ctx", DateTimeOffset.UnixEpoch, metadata: new Dictionary<string, string> { ["k"] = "v" })],
            Incidents = [new("a", "n", "t", "boom", new ExceptionState(typeof(InvalidOperationException), "boom", "at x", new ExceptionState(typeof(JsonException), "inner", null, null)), DateTimeOffset.UnixEpoch)],
            ActivityExecutionContexts =
            [
                new() { Id = "ctx", DynamicVariables = [new Variable<int>("CurrentIndex", 3)], Tag = 7L, Properties = new Dictionary<string, object> { ["list"] = new List<int> { 1 } } }
            ]
        };

        var text = serializer.Serialize(state);
        var read = serializer.Deserialize(text);

        var again = serializer.Serialize(read).Replace("System.Exception", "System.Text.Json.JsonException", StringComparison.Ordinal);
        (again == text).ShouldBeTrue(text + "\n" + again);
        read.Input["known"].ShouldBe(new Known("a", 8));
        read.Bookmarks.Single().Payload.ShouldBe(new Known("b", 2));
        read.Incidents.Single().Exception!.Type.ShouldBe(typeof(InvalidOperationException));
        read.ActivityExecutionContexts.Single().DynamicVariables.Single().ShouldBeOfType<Variable<int>>().Value.ShouldBe(3);
        text.ShouldContain("\"subStatus\":\"Suspended\"");
    }
}
