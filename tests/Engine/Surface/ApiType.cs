namespace Pipeline.Tests.Engine.Surface;

/// <summary>One type in comparable form.</summary>
/// <param name="Key">Namespace, name and number of type parameters: <c>Elsa.Workflows.Activity`1</c>.</param>
/// <param name="Kind"><c>static class</c>, <c>abstract class</c>, <c>record</c>, <c>interface</c>, <c>enum</c>, <c>delegate</c> …</param>
/// <param name="Shape">Type parameters' constraints, or the signature of a delegate.</param>
/// <param name="Bases">Base class and own interfaces.</param>
/// <param name="Members">Its own members; of an enum <c>Name=value</c>.</param>
internal sealed record ApiType(string Key, string Kind, string Shape, IReadOnlyList<string> Bases, IReadOnlyList<ApiMember> Members);
