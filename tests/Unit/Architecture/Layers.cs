using NetArchTest.Rules;
using Pipeline.Activities.Steps;
using Pipeline.Engine;
using Pipeline.Host.Runs;
using Pipeline.Workflows;

namespace Pipeline.Tests.Unit.Architecture;

/// <summary>Arrows point one way: host, workflows, activities, engine; the rooms of activities know only what they may.</summary>
public sealed class Layers
{
    private const string Activities = "Pipeline.Activities";
    private const string Workflows = "Pipeline.Workflows";
    private const string Host = "Pipeline.Host";
    private const string Engine = "Pipeline.Engine";
    private const string Elsa = "Elsa";

    [Fact]
    public void The_engine_knows_nothing_above_it() =>
        Refuse(Types.InAssembly(typeof(EngineServiceCollectionExtensions).Assembly), Activities, Workflows, Host);

    [Fact]
    public void Activities_know_neither_workflows_nor_the_host_nor_our_engine() =>
        Refuse(Types.InAssembly(typeof(AcquireNodes).Assembly), Workflows, Host, Engine);

    [Fact]
    public void Workflows_know_neither_the_host_nor_our_engine() =>
        Refuse(Types.InAssembly(typeof(PipelineCatalog).Assembly), Host, Engine);

    [Theory]
    [InlineData("Nodes", "Gaudi", "Measurements", "Steps")]
    [InlineData("Gaudi", "Nodes", "Measurements", "Steps")]
    [InlineData("Measurements", "Nodes", "Gaudi", "Steps")]
    public void A_library_of_activities_knows_neither_the_others_nor_Elsa(string room, params string[] others) =>
        Refuse(
            Types.InAssembly(typeof(AcquireNodes).Assembly).That().ResideInNamespace($"{Activities}.{room}"),
            [Elsa, .. others.Select(o => $"{Activities}.{o}")]);

    [Theory]
    [InlineData("Simulator")]
    [InlineData("Runs")]
    public void Parts_of_the_host_do_not_know_the_command_line(string part) =>
        Refuse(Types.InAssembly(typeof(IRuns).Assembly).That().ResideInNamespace($"{Host}.{part}"), [$"{Host}.Cli.Commands"]);

    [Fact]
    public void The_rule_can_fail() =>
        Should.Throw<ShouldAssertException>(() => Refuse(Types.InAssembly(typeof(AcquireNodes).Assembly).That().ResideInNamespace($"{Activities}.Steps"), Elsa));

    private static void Refuse(Types types, params string[] layers) => Check(types.ShouldNot().HaveDependencyOnAny(layers).GetResult());

    private static void Refuse(PredicateList types, params string[] layers) => Check(types.ShouldNot().HaveDependencyOnAny(layers).GetResult());

    private static void Check(NetArchTest.Rules.TestResult result) =>
        (result.FailingTypes ?? []).Select(t => $"{t.FullName}: {t.Explanation}").ShouldBeEmpty();
}
