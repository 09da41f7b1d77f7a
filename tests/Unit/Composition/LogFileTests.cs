using Microsoft.Extensions.Logging;
using Pipeline.Host.Composition;

namespace Pipeline.Tests.Unit.Composition;

public sealed class LogFileTests
{
    [Fact]
    public void Whoever_logs_goes_on_where_the_file_cannot_be_written()
    {
        // As on a full disk: every write to it fails.
        using var file = new LogFile("/dev/full", Secrets.None, TimeProvider.System);

        Should.NotThrow(() => file.CreateLogger("category").LogError("trouble"));
    }
}
