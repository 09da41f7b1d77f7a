using Microsoft.Playwright;

namespace Pipeline.Tests.Web.Designer;

/// <summary>Studio's list of instances.</summary>
public sealed class InstancesScreen
{
    private readonly StudioTable table;

    private InstancesScreen(IPage page) => table = new StudioTable(page);

    /// <summary>Waits until it is there.</summary>
    public static async Task<InstancesScreen> ShownAsync(IPage page)
    {
        var screen = new InstancesScreen(page);
        await screen.table.ShownAsync();
        return screen;
    }

    /// <summary>Deletes several instances.</summary>
    public async Task DeleteAsync(IReadOnlyList<string> ids)
    {
        await table.ChooseForAllAsync(ids, "Delete");
        await table.AnswerAsync("Delete");
        foreach (var id in ids)
            await table.GoneAsync(id);
    }
}
