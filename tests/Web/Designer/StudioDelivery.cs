using System.IO.Compression;
using System.Net;
using System.Text;

namespace Pipeline.Tests.Web.Designer;

/// <summary>How the designer's files and answers come over the wire: compressed, and asked for again only where they can have changed.</summary>
[Collection(SharedHost.Name)]
public sealed class StudioDelivery(ServedHost shared)
{
    private const string Version = "9.9.9";

    [Fact]
    public async Task Files_come_compressed_and_are_kept_as_long_as_their_address_names_their_content()
    {
        using var package = new Package();
        await using var host = await ServingHost.StartWithDesignerAsync(package.Folder);

        var brotli = await GetAsync(host, "/_framework/Some.fk4q4b3gx5.wasm", "gzip, deflate, br");
        (await brotli.Content.ReadAsStringAsync()).ShouldBe("the module, as Brotli");
        brotli.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        brotli.Content.Headers.ContentType!.MediaType.ShouldBe("application/wasm");
        brotli.Headers.Vary.ShouldContain("Accept-Encoding");
        ShouldBeKept(brotli);
        (await (await GetAsync(host, "/_framework/Some.fk4q4b3gx5.wasm", "gzip")).Content.ReadAsStringAsync()).ShouldBe("the module, as gzip");
        (await (await GetAsync(host, "/_framework/Some.fk4q4b3gx5.wasm", "")).Content.ReadAsStringAsync()).ShouldBe("a module");

        foreach (var path in (string[])["/_framework/dotnet.js", "/_content/MudBlazor/MudBlazor.min.js", "/_content/MudBlazor/MudBlazor.min.js?v=9.9.8"])
        {
            var asked = await GetAsync(host, path, "");
            asked.Headers.CacheControl!.NoCache.ShouldBeTrue(path);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(asked.Headers.ETag!);
            (await host.Client().SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }

        ShouldBeKept(await GetAsync(host, $"/_content/MudBlazor/MudBlazor.min.js?v={Version}", ""));
        (await host.Admin().GetStringAsync("/workflows/definitions")).ShouldContain($"src=\"_content/MudBlazor/MudBlazor.min.js?v={Version}\"");
    }

    [Fact]
    public async Task Answers_of_its_API_come_compressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/descriptors/activities");
        request.Headers.Add("Accept-Encoding", "br");
        var answer = await shared.Host.Admin().SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        await using var content = new BrotliStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await new StreamReader(content, Encoding.UTF8).ReadToEndAsync()).ShouldContain("Gaudi.AcquireNodes");
    }

    private static void ShouldBeKept(HttpResponseMessage answer)
    {
        var caching = answer.Headers.CacheControl!;
        caching.Extensions.ShouldContain(e => e.Name == "immutable");
        caching.MaxAge.ShouldBe(TimeSpan.FromDays(365));
    }

    private static async Task<HttpResponseMessage> GetAsync(ServingHost host, string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", accepted);
        var answer = await host.Client().SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return answer;
    }

    /// <summary>A package of a few files.</summary>
    private sealed class Package : IDisposable
    {
        public Package()
        {
            File.WriteAllText(Path.Combine(Folder, "package.json"), $$"""{ "dependencies": { "@elsa-workflows/elsa-studio-wasm": "{{Version}}" } }""");
            Write("package.json", $$"""{ "version": "{{Version}}" }""");
            Write("_framework/Some.fk4q4b3gx5.wasm", "a module");
            Write("_framework/Some.fk4q4b3gx5.wasm.br", "the module, as Brotli");
            Write("_framework/Some.fk4q4b3gx5.wasm.gz", "the module, as gzip");
            Write("_framework/dotnet.js", "the runtime");
            Write("_content/MudBlazor/MudBlazor.min.js", "a script");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("pipeline-studio-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        private void Write(string file, string content)
        {
            var path = Path.Combine(Folder, "node_modules/@elsa-workflows/elsa-studio-wasm", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }
    }
}
