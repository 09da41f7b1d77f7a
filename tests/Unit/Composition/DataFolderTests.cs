using Pipeline.Host.Composition;
using Pipeline.Host.Runs;

namespace Pipeline.Tests.Unit.Composition;

public sealed class DataFolderTests
{
    [Fact]
    public void A_folder_that_cannot_be_made_is_refused_with_its_name_and_what_helps()
    {
        var file = Path.GetTempFileName();

        var refused = Should.Throw<InputException>(() => DataFolder.Prepare($"{file}/data"));

        refused.Faults.ShouldHaveSingleItem().ShouldStartWith($"--data {file}/data: the data folder cannot be used");
        refused.Faults[0].ShouldContain("Give a folder");
        File.Delete(file);
    }
}
