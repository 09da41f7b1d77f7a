using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Runs;

public sealed class FileLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-test-").FullName;

    private string File => Path.Combine(folder, "a.lock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void One_holder_at_a_time_and_everybody_sees_that_there_is_one()
    {
        FileLock.IsTaken(File).ShouldBeFalse();
        using (FileLock.TryTake(File).ShouldNotBeNull())
        {
            FileLock.TryTake(File).ShouldBeNull();
            FileLock.IsTaken(File).ShouldBeTrue();
        }

        FileLock.IsTaken(File).ShouldBeFalse();
        using var again = FileLock.TryTake(File).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_wants_it_outlasts_those_who_look_whether_it_is_taken()
    {
        for (var i = 0; i < 200; i++)
        {
            var look = new FileStream(File, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
            FileLock.IsTaken(File).ShouldBeFalse();

            var taking = Task.Run(() => FileLock.TryTake(File));
            await look.DisposeAsync();

            (await taking).ShouldNotBeNull().Dispose();
        }
    }
}
