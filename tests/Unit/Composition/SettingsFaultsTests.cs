using System.Text;
using Microsoft.Extensions.Configuration;
using Pipeline.Host.Composition;

namespace Pipeline.Tests.Unit.Composition;

/// <summary>Misspelled sections and settings, and values that cannot be read, are told before anything starts.</summary>
public sealed class SettingsFaultsTests
{
    [Fact]
    public void What_the_documents_show_has_no_fault() => Faults("""
        {
          "Steps": { "Default": { "Attempts": 3, "BackOff": "00:00:05", "LongestBackOff": "00:10:00", "SilenceLimit": "1.00:30:00" }, "Policies": { "Calibrate": { "Attempts": 1 } } },
          "Hooks": { "Secrets": { "calibrate": "x" }, "Open": { "unify": true }, "LargestBody": 1024, "Tolerance": "00:05:00" },
          "RateLimits": { "PerSecond": 5, "Burst": 9 }, "Serve": { "MostDriven": 3 }, "Designer": { "Folder": "/x", "Restore": false },
          "Logging": { "Format": "text", "LogLevel": { "Default": "Warning", "Microsoft.AspNetCore": "Error" } },
          "Urls": "http://127.0.0.1:1", "AllowedHosts": "x", "NgcApiKey": "kept as a secret"
        }
        """).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "NodePol": { } }""", "NodePol is no setting. Did you mean 'NodePool'?")]
    [InlineData("""{ "Steps": { "Default": { "Attempts": 0 } } }""", "Steps:Default:Attempts is 0. Give 1 or more.")]
    [InlineData("""{ "Steps": { "Default": { "SilenceLimit": "30" } } }""", "Steps:Default:SilenceLimit is '30'. Give a time as hours:minutes:seconds")]
    [InlineData("""{ "Steps": { "Policies": { "Calibrat": { } , "X": { "Attempts": 1 } } } }""", "Steps:Policies:X: there is no such step.")]
    [InlineData("""{ "Steps": { "Policies": { "Calibrat": { "Attempts": 1 } } } }""", "Did you mean 'Calibrate'?")]
    [InlineData("""{ "Steps": { "Policies": { "Calibrate": { "Attemps": 1 } } } }""", "Steps:Policies:Calibrate:Attemps is no setting. Did you mean 'Attempts'?")]
    [InlineData("""{ "Hooks": { "Secrt": { "calibrate": "x" } } }""", "Hooks:Secrt is no setting. Did you mean 'Secrets'?")]
    [InlineData("""{ "Hooks": { "Open": { "unify": "maybe" } } }""", "Hooks:Open:unify is 'maybe'. Give true or false.")]
    [InlineData("""{ "RateLimits": { "PerSecond": 0 } }""", "RateLimits:PerSecond is 0. Give 1 or more.")]
    [InlineData("""{ "RateLimits": { "Burst": "many" } }""", "RateLimits:Burst is 'many'. Give a whole number.")]
    [InlineData("""{ "Serve": { "MostDriven": "x" } }""", "Serve:MostDriven is 'x'")]
    [InlineData("""{ "Designer": { "Foldr": "x" } }""", "Did you mean 'Folder'?")]
    [InlineData("""{ "Logging": { "Format": "xml" } }""", "Logging:Format is 'xml'. Give one of json, text.")]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Loud" } } }""", "Logging:LogLevel:Default is 'Loud'. Give one of trace")]
    public void A_fault_names_value_and_remedy(string settings, string message) => Faults(settings).ShouldContain(f => f.Contains(message, StringComparison.Ordinal));

    private static IReadOnlyList<string> Faults(string json)
    {
        var file = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return [.. SettingsFaults.OfNames(file), .. SettingsFaults.Of(file)];
    }
}
