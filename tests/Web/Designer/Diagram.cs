using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>The diagram that editor and viewer show.</summary>
internal static class Diagram
{
    /// <summary>An activity in it.</summary>
    public static ILocator Activity(this IPage page, string name) => page.Locator(".x6-node", new() { HasText = name });

    /// <summary>Makes all of it visible.</summary>
    public static Task ZoomToFitAsync(this IPage page) => page.Locator(".mud-toolbar .mud-tooltip-root button").First.ClickAsync();
}
