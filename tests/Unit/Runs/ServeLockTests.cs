using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Runs;

public sealed class ServeLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-serve-").FullName;

    [Fact]
    public void Commands_find_the_settings_of_the_process_that_serves_for_as_long_as_it_does()
    {
        var (serving, command) = (new ServeLock(folder), new ServeLock(folder));

        using (serving.TryTake("/etc/pipeline/settings.json"))
            command.SettingsFile().ShouldBe("/etc/pipeline/settings.json");

        command.SettingsFile().ShouldBeNull();
    }

    [Fact]
    public void A_process_that_serves_without_settings_leaves_none()
    {
        new ServeLock(folder).TryTake("/etc/pipeline/settings.json")!.Dispose();

        using var serving = new ServeLock(folder).TryTake();

        new ServeLock(folder).SettingsFile().ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
