namespace Pipeline.Tests.Web;

/// <summary>One serving host for all tests that only ask it things; starting one takes seconds.</summary>
public sealed class ServedHost : IAsyncLifetime
{
    public ServingHost Host { get; private set; } = null!;

    public string Operator { get; private set; } = "";

    public string Viewer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Host = await ServingHost.StartAsync();
        Operator = await Host.KeyAsync("operator");
        Viewer = await Host.KeyAsync("viewer");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHost : ICollectionFixture<ServedHost>
{
    public const string Name = "a serving host";
}
