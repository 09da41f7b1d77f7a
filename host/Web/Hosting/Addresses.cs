using System.Net;
using Microsoft.Extensions.Configuration;
using Pipeline.Host.Runs;

namespace Pipeline.Host.Web.Hosting;

/// <summary>Where to listen: <c>--urls</c>, else <c>Urls</c> in the settings, else loopback.</summary>
internal static class Addresses
{
    private const string Default = "http://127.0.0.1:8080";

    /// <summary>The addresses.</summary>
    /// <exception cref="InputException">One is no address.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> given, IConfiguration settings)
    {
        var urls = given.Count > 0 ? given : [settings["Urls"] ?? Default];
        var all = urls.SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var faults = all.Where(u => !IsAddress(u)).Select(u => $"--urls {u}: not an address to listen on. Give one like {Default}, or http://0.0.0.0:8080 to be reached from other machines.").ToList();
        if (all.Count == 0)
            faults.Add($"--urls is empty. Give an address to listen on like {Default}, or leave it out.");
        return faults.Count > 0 ? throw new InputException(faults) : all;
    }

    /// <summary>The names under which the host may be asked for; a stranger's page that points its own name here is refused.</summary>
    public static IList<string> HostNames(IReadOnlyList<string> urls, IConfiguration settings)
    {
        if (settings["AllowedHosts"] is { Length: > 0 } names)
            return names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.All(IsLoopback) ? ["localhost", "127.0.0.1", "[::1]"] : ["*"];
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/" && uri.Query.Length == 0;

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
