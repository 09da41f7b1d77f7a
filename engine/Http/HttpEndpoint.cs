using System.Runtime.CompilerServices;
using Elsa.Http.Bookmarks;
using Elsa.Workflows.UIHints;
using Microsoft.AspNetCore.Http;
using Pipeline.Engine.Http;

namespace Elsa.Http;

/// <summary>
/// Starts the workflow when a request arrives, or waits for one in its midst. What the request holds is in the outputs; the
/// sender is answered before the run begins, so that nothing it sent is lost with a connection.
/// </summary>
[Activity("Elsa", "HTTP", "Wait for an inbound HTTP request that matches the specified path and methods.", DisplayName = "HTTP Endpoint")]
public class HttpEndpoint : Trigger<HttpRequest>
{
    public HttpEndpoint([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : base(source, line)
    {
    }

    public HttpEndpoint(Input<string> path, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(source, line) => Path = path;

    public HttpEndpoint(Input<string> path, Input<string> method, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : this(path, source, line) =>
        SupportedMethods = new(new Expression("Object", method.Expression?.Value is string name ? $"[\"{name}\"]" : null));

    [Input(Description = "The path to associate with the workflow.", UIHint = InputUIHints.SingleLine)]
    public Input<string> Path { get; set; } = null!;

    [Input(Description = "The HTTP methods to accept.", UIHint = InputUIHints.CheckList, Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" })]
    public Input<ICollection<string>> SupportedMethods { get; set; } = new(new List<string> { "POST" });

    [Output(Description = "The parsed request content, if any.")]
    public Output<object?> ParsedContent { get; set; } = null!;

    [Output(Description = "The parsed route data, if any.")]
    public Output<IDictionary<string, object>> RouteData { get; set; } = null!;

    [Output(Description = "The querystring data, if any.")]
    public Output<IDictionary<string, object>> QueryStringData { get; set; } = null!;

    [Output(Description = "The headers, if any.")]
    public Output<IDictionary<string, object>> Headers { get; set; } = null!;

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        Payloads(context.ExpressionExecutionContext.Get(Path), context.ExpressionExecutionContext.Get(SupportedMethods));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.TakeTrigger() && HttpDelivery.Of(context.WorkflowInput) is not null)
            await OnRequestAsync(context);
        else
            context.CreateBookmarks(Payloads(context.Get(Path), context.Get(SupportedMethods)), OnRequestAsync, includeActivityInstanceId: false);
    }

    private async ValueTask OnRequestAsync(ActivityExecutionContext context)
    {
        if (HttpDelivery.Of(context.WorkflowInput) is { } request)
        {
            context.Set(ParsedContent, request.Body);
            context.Set(QueryStringData, request.Query.ToDictionary(value => value.Key, object (value) => value.Value));
            context.Set(Headers, request.Headers.ToDictionary(value => value.Key, object (value) => value.Value));
            context.Set(RouteData, new Dictionary<string, object>());
        }

        await context.CompleteActivityAsync();
    }

    private static List<HttpEndpointBookmarkPayload> Payloads(string? path, ICollection<string>? methods)
    {
        var normal = path?.Trim().Trim('/').ToLowerInvariant();
        return string.IsNullOrEmpty(normal)
            ? throw new InvalidOperationException("An HTTP endpoint needs a path, such as 'calibrate'.")
            : [.. (methods is { Count: > 0 } ? methods : ["GET"]).Select(method => new HttpEndpointBookmarkPayload(normal, method))];
    }
}
