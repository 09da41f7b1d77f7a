using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Pipeline.Host.Web.Pages;

namespace Pipeline.Host.Web.Api;

/// <summary>The OpenAPI document, and a page that shows it without asking anybody else.</summary>
internal static class Description
{
    /// <summary>Sets the document up.</summary>
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo { Title = "Pipeline", Version = "v1", Description = "FP8 calibration for vLLM on Intel Gaudi: runs, nodes, pipelines, hooks." };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key" },
            ["X-Api-Key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-Api-Key", Description = "An API key" },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("Bearer", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("X-Api-Key", document)] = [] },
        ];
        return Task.CompletedTask;
    });

    /// <summary>Describes an endpoint's body. Only describes: which format it takes, it says itself, after it knows who asks.</summary>
    public static TBuilder TakesJson<TBuilder>(this TBuilder endpoint, Type body) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(body, null, cancellationToken) } },
        });

    /// <summary>Maps both.</summary>
    public static void MapDescription(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/openapi", (HttpContext context) => Shell.Page(context, "API reference", new Html("""
            <h1>API reference</h1>
            <p>The document behind this page: <a href="/openapi/v1.json">/openapi/v1.json</a></p>
            <div id="reference" aria-live="polite">Loading…</div>
            <script type="module" src="/assets/openapi.js"></script>
            """))).ExcludeFromDescription();
    }
}
