using System.Collections.Concurrent;
using Microsoft.Playwright;
using Pipeline.Tests.Web.Pages;

namespace Pipeline.Tests.Web.Designer;

/// <summary>The real Elsa Studio, as somebody uses it in a browser. Its screens have their verbs.</summary>
public sealed class Studio
{
    /// <summary>Its warnings about its own doings, which have nothing to do with the host: how it draws, and that a list asks again before the first answer is there.</summary>
    private static readonly string[] OfItsOwn = ["Unable to execute manhattan algorithm", "Could not find wrapper element with ID", "Failed to list workflow instances due to a cancellation"];

    private static readonly string Pictures = Path.Combine(Root(), "artifacts", "designer");

    private readonly Visitor visitor;
    private readonly int earlier;
    private readonly ConcurrentQueue<string> heard = new();

    internal Studio(Visitor visitor)
    {
        this.visitor = visitor;
        earlier = visitor.Complaints.Count;
        Page.WebSocket += (_, socket) =>
        {
            if (socket.Url.Contains("/elsa/hubs/", StringComparison.Ordinal))
                socket.FrameReceived += (_, frame) => heard.Enqueue(frame.Text ?? "");
        };
    }

    /// <summary>The browser's tab.</summary>
    public IPage Page => visitor.Page;

    /// <summary>What the hub told over WebSockets.</summary>
    public IReadOnlyCollection<string> Heard => heard;

    /// <summary>Opens the list of definitions.</summary>
    public async Task<DefinitionsScreen> DefinitionsAsync()
    {
        await Page.GotoAsync("/workflows/definitions");
        return await DefinitionsScreen.ShownAsync(Page);
    }

    /// <summary>Opens the list of instances.</summary>
    public async Task<InstancesScreen> InstancesAsync()
    {
        await Page.GotoAsync("/workflows/instances");
        return await InstancesScreen.ShownAsync(Page);
    }

    /// <summary>Opens the viewer of an instance.</summary>
    public async Task<ViewerScreen> ViewerAsync(string instance)
    {
        await Page.GotoAsync($"/workflows/instances/{instance}/view");
        return await ViewerScreen.ShownAsync(Page);
    }

    /// <summary>Keeps a picture of what is shown in <c>artifacts/designer</c>.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png") });

    /// <summary>Nothing went wrong so far: no error on the console, no failed request, no request to elsewhere.</summary>
    public async Task ShouldBeContentAsync()
    {
        (await Page.Locator("#blazor-error-ui").IsVisibleAsync()).ShouldBeFalse();
        visitor.Complaints.Skip(earlier).Where(c => !OfItsOwn.Any(o => c.Contains(o, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipeline.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the product's folder.");
        return folder;
    }
}
