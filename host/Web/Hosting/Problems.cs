using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Pipeline.Host.Web.Pages;

namespace Pipeline.Host.Web.Hosting;

/// <summary>Refusals: problem details (RFC 9457) with every fault in <c>errors</c>; for people who look with a browser, the same in words.</summary>
internal static class Problems
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="detail">What is wrong and what helps.</param>
    /// <param name="errors">Every fault, when there are several.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail, IReadOnlyList<string>? errors = null)
    {
        context.Response.StatusCode = status;
        if (IsPage(context))
            return WritePageAsync(context, status, errors ?? [detail]);
        var problem = new Problem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, errors ?? [detail]);
        return context.Response.WriteAsJsonAsync(problem, Json, "application/problem+json", context.RequestAborted);
    }

    /// <summary>The same as a result of an endpoint.</summary>
    public static IResult Of(int status, string detail, IReadOnlyList<string>? errors = null) => new ProblemResult(status, detail, errors);

    /// <summary>A refusal that its status explains.</summary>
    public static IResult Of(int status) => Of(status, Words(status));

    /// <summary>What a bare status means.</summary>
    public static string Words(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address; /openapi/v1.json describes what there is.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take that method.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON: Content-Type: application/json.",
        _ => ReasonPhrases.GetReasonPhrase(status),
    };

    /// <summary>Whether a person asks for a page.</summary>
    public static bool IsPage(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/hooks");

    private static Task WritePageAsync(HttpContext context, int status, IReadOnlyList<string> errors)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Shell.Render(context, ReasonPhrases.GetReasonPhrase(status), Html.Of($"""
            <section class="empty"><h1>{ReasonPhrases.GetReasonPhrase(status)}</h1>{errors.Select(e => Html.Of($"<p>{e}</p>"))}<p><a href="/runs">All runs</a></p></section>
            """)), context.RequestAborted);
    }

    private sealed class ProblemResult(int status, string detail, IReadOnlyList<string>? errors) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, status, detail, errors);
    }
}

/// <summary>A refusal.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says the kind.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what helps.</param>
/// <param name="Errors">Every fault; one when there is one.</param>
public sealed record Problem(string Type, string Title, int Status, string Detail, IReadOnlyList<string> Errors);
