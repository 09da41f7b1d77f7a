using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Studio's list of definitions.</summary>
public sealed class DefinitionsScreen
{
    private readonly IPage page;
    private readonly StudioTable table;

    private DefinitionsScreen(IPage page) => (this.page, table) = (page, new StudioTable(page));

    /// <summary>Waits until it is there.</summary>
    public static async Task<DefinitionsScreen> ShownAsync(IPage page)
    {
        var screen = new DefinitionsScreen(page);
        await screen.table.ShownAsync();
        return screen;
    }

    /// <summary>Makes a definition with the dialogue and comes to the editor.</summary>
    public async Task<EditorScreen> CreateAsync(string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Create workflow" }).ClickAsync();
        var field = page.Locator(".mud-dialog input").First;
        await field.FillAsync(name);
        await field.PressAsync("Tab");
        await table.AnswerAsync("Ok");
        return await EditorScreen.ShownAsync(page);
    }

    /// <summary>Opens a definition in the editor.</summary>
    public async Task<EditorScreen> OpenAsync(string name)
    {
        await Row(name).GetByText(name).First.ClickAsync();
        return await EditorScreen.ShownAsync(page);
    }

    /// <summary>Waits for a definition's row.</summary>
    public Task SeesAsync(string name) => Row(name).WaitForAsync();

    /// <summary>Downloads a definition.</summary>
    public async Task<byte[]> ExportAsync(string name)
    {
        await table.ChooseAsync(name, "Export");
        return await DownloadAsync();
    }

    /// <summary>Downloads several definitions.</summary>
    public async Task<byte[]> ExportAsync(IEnumerable<string> names)
    {
        await table.ChooseForAllAsync(names, "Export");
        return await DownloadAsync();
    }

    /// <summary>Uploads a file and waits for a definition's row.</summary>
    public async Task ImportAsync(string fileName, byte[] file, string name)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(async () =>
        {
            await page.Locator(".mud-button-group-root .mud-menu button").ClickAsync();
            await table.ItemAsync("Import");
        });
        await chooser.SetFilesAsync(new FilePayload { Name = fileName, MimeType = "application/octet-stream", Buffer = file });
        await SeesAsync(name);
    }

    /// <summary>Deletes a definition.</summary>
    public async Task DeleteAsync(string name)
    {
        await table.ChooseAsync(name, "Delete");
        await table.AnswerAsync("Delete");
        await table.GoneAsync(name);
    }

    /// <summary>Deletes several definitions.</summary>
    public async Task DeleteAsync(IReadOnlyList<string> names)
    {
        await table.ChooseForAllAsync(names, "Delete");
        await table.AnswerAsync("Delete");
        foreach (var name in names)
            await table.GoneAsync(name);
    }

    private ILocator Row(string name) => table.Row(name);

    private async Task<byte[]> DownloadAsync()
    {
        var download = await page.RunAndWaitForDownloadAsync(() => table.AnswerAsync("Export"));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }
}
