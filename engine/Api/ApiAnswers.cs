using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Definitions.Json;
using Pipeline.Engine.Serialization;

namespace Pipeline.Engine.Api;

/// <summary>Answers in the form that Elsa Studio reads: camelCase, enums as text, no nulls; refusals with its member names.</summary>
internal static class ApiAnswers
{
    /// <summary>The member of a refusal that the designer reads.</summary>
    private const string Errors = "generalErrors";

    /// <summary>200 with a body.</summary>
    public static IResult Of<T>(HttpContext context, T body) =>
        Results.Json(body, context.RequestServices.GetRequiredService<StateJson>().Options);

    /// <summary>A body that is JSON already.</summary>
    public static IResult Of(JsonNode body, int status = StatusCodes.Status200OK) => Results.Text(DefinitionText.WriteCompact(body), "application/json", statusCode: status);

    /// <summary>200 with a list that is whole.</summary>
    public static IResult List<T>(HttpContext context, IReadOnlyCollection<T> items) => Of(context, new Listed<T>(items, items.Count));

    /// <summary>200 with a page of a list.</summary>
    public static IResult Page<T>(HttpContext context, IEnumerable<T> items, long total) => Of(context, new Paged<T>(items, total));

    /// <summary>400: Studio shows the texts.</summary>
    public static IResult Refuse(params IReadOnlyList<string> faults) => Refusing(StatusCodes.Status400BadRequest, faults);

    /// <summary>409, in the same form.</summary>
    public static IResult Conflict(string fault) => Refusing(StatusCodes.Status409Conflict, [fault]);

    private static IResult Refusing(int status, IReadOnlyList<string> faults) => Results.Json(
        new Refusal(status, string.Join(' ', faults), new Dictionary<string, IReadOnlyList<string>> { [Errors] = faults }),
        contentType: "application/problem+json", statusCode: status);

    private sealed record Listed<T>(IEnumerable<T> Items, int Count);

    private sealed record Paged<T>(IEnumerable<T> Items, long TotalCount);

    private sealed record Refusal(int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors);
}
