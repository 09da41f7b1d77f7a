using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Host.Web.Designer;

/// <summary>
/// Serves Elsa Studio's files as they are, the compressed neighbour of each where the browser takes it. They are public
/// and served before anybody is asked for a key.
/// </summary>
internal static class StudioFiles
{
    private const string VersionKey = "v";
    private static readonly string[] Folders = ["/_framework", "/_content"];
    private static readonly string[] Files = ["/Elsa.Studio.Host.CustomElements.styles.css", "/appsettings.json"];
    private static readonly (string Encoding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];
    private static readonly FileExtensionContentTypeProvider Types = TypesOfStudio();

    /// <summary>The address by which browsers keep a file that has no fingerprint in its name: until the version changes.</summary>
    public static string Pinned(string file, StudioPackage package) => $"{file}?{VersionKey}={package.Wanted}";

    /// <summary>Adds the middleware.</summary>
    public static void UseStudioFiles(this WebApplication app)
    {
        var package = app.Services.GetRequiredService<StudioPackage>();
        var files = new Lazy<PhysicalFileProvider>(() => new PhysicalFileProvider(package.Root));
        var state = app.Services.GetRequiredService<StudioState>();
        app.UseWhen(
            context => state.Current.Ready && IsOfStudio(context.Request.Path),
            branch =>
            {
                branch.Use((context, next) =>
                {
                    ChooseCompressed(context, files.Value);
                    return next(context);
                });
                branch.UseStaticFiles(new StaticFileOptions
                {
                    FileProvider = new LazyFiles(files),
                    ServeUnknownFileTypes = true,
                    OnPrepareResponse = file => Describe(file, package),
                });
            });
    }

    private static bool IsOfStudio(PathString path) =>
        Folders.Any(f => path.StartsWithSegments(f, StringComparison.Ordinal)) || Files.Contains(path.Value, StringComparer.Ordinal);

    /// <summary>Asks for the neighbour instead, and remembers the name that the browser asked for.</summary>
    private static void ChooseCompressed(HttpContext context, PhysicalFileProvider files)
    {
        var request = context.Request;
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, ending) in Compressed)
        {
            if (!accepted.Any(a => a.Value == encoding && a.Quality is null or > 0) || !files.GetFileInfo(request.Path + ending).Exists)
                continue;
            context.Items[typeof(StudioFiles)] = request.Path.Value;
            request.Path += ending;
            context.Response.Headers.ContentEncoding = encoding;
            return;
        }
    }

    private static void Describe(StaticFileResponseContext file, StudioPackage package)
    {
        var headers = file.Context.Response.Headers;
        if (file.Context.Items[typeof(StudioFiles)] is string asked)
        {
            headers.ContentType = Types.TryGetContentType(asked, out var type) ? type : "application/octet-stream";
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }

        // Names in _framework carry a fingerprint of the content, but for the two scripts that start it all.
        var name = file.File.Name;
        var fingerprinted = file.Context.Request.Path.StartsWithSegments("/_framework") && !name.StartsWith("blazor.webassembly.js", StringComparison.Ordinal) && !name.StartsWith("dotnet.js", StringComparison.Ordinal);
        var pinned = file.Context.Request.Query[VersionKey] == package.Wanted;
        headers.CacheControl = fingerprinted || pinned ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static FileExtensionContentTypeProvider TypesOfStudio()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".wasm"] = "application/wasm";
        types.Mappings[".dat"] = "application/octet-stream";
        return types;
    }

    /// <summary>The files once they are there; the middleware is made before.</summary>
    private sealed class LazyFiles(Lazy<PhysicalFileProvider> files) : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) => files.Value.GetFileInfo(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
    }
}
