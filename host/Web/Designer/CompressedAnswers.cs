using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Engine.Api;

namespace Pipeline.Host.Web.Designer;

/// <summary>Compresses what the designer asks for: after every change it fetches the whole definition and all descriptors again.</summary>
internal static class CompressedAnswers
{
    /// <summary>Adds the services. Over TLS as well: no answer of that API holds a secret whose length could tell something.</summary>
    public static IServiceCollection AddCompressedAnswers(this IServiceCollection services) =>
        services.AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, ["application/json"]));

    /// <summary>Adds the middleware; before what answers.</summary>
    public static void UseCompressedAnswers(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(EngineApi.Root), branch => branch.UseResponseCompression());
}
