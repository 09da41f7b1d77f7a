using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Host.Web.Hosting;

namespace Pipeline.Host.Web.Pages;

/// <summary>What every page has around its content.</summary>
internal static class Shell
{
    /// <summary>The page as HTML.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">Its title, as text.</param>
    /// <param name="content">Its content, as HTML.</param>
    public static string Render(HttpContext context, string title, string content)
    {
        var facts = context.RequestServices.GetRequiredService<HostFacts>();
        var banner = facts.Simulated ? """<p class="banner" role="note">Simulated nodes: no pool is configured.</p>""" : "";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{HtmlEncoder.Default.Encode(title)} · Pipeline</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/assets/site.css">
            </head>
            <body>
              {banner}
              <main>{content}</main>
            </body>
            </html>
            """;
    }
}
