using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Logging;

namespace Pipeline.Benchmarks.Designer;

/// <summary>
/// The package alone: its files and an index page like its own, and answers that our host once gave, all from memory. What
/// is not known yet is asked of the host, until <see cref="Seal"/>.
/// </summary>
internal sealed class CannedStudio : IAsyncDisposable
{
    private const string Api = "/elsa/api";
    private static readonly (string Encoding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];
    private static readonly string[] KeptHeaders = ["x-elsa-workflow-instance-id", "x-elsa-workflow-cannot-start"];
    private readonly FileExtensionContentTypeProvider types = new();
    private readonly ConcurrentDictionary<string, CannedAnswer> answers = new();
    private readonly ConcurrentDictionary<string, CannedFile> files = new();
    private readonly ConcurrentQueue<string> unknown = new();
    private readonly string root;
    private readonly WebApplication app;
    private HttpClient? source;

    private CannedStudio(string root)
    {
        this.root = root;
        types.Mappings[".dat"] = "application/octet-stream";
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>What was asked after <see cref="Seal"/> that it had no answer for.</summary>
    public IReadOnlyCollection<string> Unknown => unknown;

    /// <summary>Starts it.</summary>
    /// <param name="root">The folder of the package's files.</param>
    /// <param name="source">Asks our host for answers.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<CannedStudio> StartAsync(string root, HttpClient source, CancellationToken cancellationToken)
    {
        var canned = new CannedStudio(root) { source = source };
        await canned.app.StartAsync(cancellationToken);
        return canned;
    }

    /// <summary>From now on only what is in memory is answered.</summary>
    public void Seal() => source = null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/workflows/definitions" => PageAsync(context, "<elsa-workflow-definition-list", ""),
        $"/workflows/definitions/{LargeDefinition.Id}/edit" => PageAsync(context, "<elsa-workflow-definition-editor", $""" definition-id="{LargeDefinition.Id}" """),
        { } path when path.StartsWith(Api, StringComparison.Ordinal) => ApiAsync(context),
        var path => FileAsync(context, path!),
    };

    private Task PageAsync(HttpContext context, string element, string attribute)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8"/>
              <meta name="viewport" content="width=device-width, initial-scale=1.0, maximum-scale=1.0, user-scalable=no"/>
              <title>The package alone</title>
              <base href="/"/>
              <link rel="icon" type="image/png" sizes="32x32" href="_content/Elsa.Studio.Shell/favicon-32x32.png">
              <link href="_content/MudBlazor/MudBlazor.min.css" rel="stylesheet">
              <link href="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css" rel="stylesheet">
              <link href="_content/Radzen.Blazor/css/material-base.css" rel="stylesheet">
              <link href="_content/Elsa.Studio.Shell/css/shell.css" rel="stylesheet">
              <link href="Elsa.Studio.Host.CustomElements.styles.css" rel="stylesheet">
            </head>
            <body>
            {element} remote-endpoint="{Address.GetLeftPart(UriPartial.Authority)}{Api}"{attribute}></{element[1..]}>
            <div id="blazor-error-ui" style="display: none">An unhandled error has occurred.</div>
            <script src="_content/BlazorMonaco/jsInterop.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js"></script>
            <script src="_content/MudBlazor/MudBlazor.min.js"></script>
            <script src="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js"></script>
            <script src="_content/Radzen.Blazor/Radzen.Blazor.js"></script>
            <script src="_framework/blazor.webassembly.js"></script>
            </body>
            </html>
            """);
    }

    private async Task ApiAsync(HttpContext context)
    {
        var request = context.Request;
        var key = $"{request.Method} {request.Path}{request.QueryString}";
        if (!answers.TryGetValue(key, out var answer))
        {
            if (source is null)
            {
                unknown.Enqueue(key);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            answer = answers[key] = await AskAsync(source, request);
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(answer.Body);
    }

    private static async Task<CannedAnswer> AskAsync(HttpClient source, HttpRequest request)
    {
        using var question = new HttpRequestMessage(new HttpMethod(request.Method), $"{request.Path}{request.QueryString}");
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            question.Content = new ByteArrayContent(body.ToArray());
            question.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        using var answer = await source.SendAsync(question);
        return new CannedAnswer(
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.ToString(),
            [.. KeptHeaders.Where(answer.Headers.Contains).Select(name => (name, answer.Headers.GetValues(name).Single()))],
            await answer.Content.ReadAsByteArrayAsync());
    }

    private Task FileAsync(HttpContext context, string path)
    {
        var accepted = context.Request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries);
        var (encoding, ending) = Compressed.Where(known => accepted.Contains(known.Encoding) && File.Exists(root + path + known.Ending)).FirstOrDefault(("", ""));
        if (!files.TryGetValue(path + ending, out var file))
        {
            if (path.Contains("..", StringComparison.Ordinal) || !File.Exists(root + path + ending))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            var content = File.ReadAllBytes(root + path + ending);
            file = files[path + ending] = new CannedFile(content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"");
        }

        var (request, response) = (context.Request, context.Response);
        // As our host says it: names that hold a fingerprint never change.
        var fingerprinted = path.StartsWith("/_framework/", StringComparison.Ordinal) && !path.EndsWith("/blazor.webassembly.js", StringComparison.Ordinal) && !path.EndsWith("/dotnet.js", StringComparison.Ordinal);
        response.Headers.CacheControl = fingerprinted ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = file.Tag;
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch == file.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (encoding.Length > 0)
            response.Headers.ContentEncoding = encoding;
        response.ContentType = types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        response.ContentLength = file.Content.Length;
        return response.Body.WriteAsync(file.Content).AsTask();
    }

    private sealed record CannedAnswer(int Status, string? ContentType, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);

    private sealed record CannedFile(byte[] Content, string Tag);
}
