using System.Text.Json.Serialization;

namespace Elsa.Http.Bookmarks;

/// <summary>The stimulus of an HTTP endpoint: a request of that method to that path.</summary>
public record HttpEndpointBookmarkPayload
{
    [JsonConstructor]
    public HttpEndpointBookmarkPayload()
    {
    }

    public HttpEndpointBookmarkPayload(string path, string method, bool? authorize = null, string? policy = null, TimeSpan? requestTimeout = null, long? requestSizeLimit = null)
    {
        Path = path;
        Method = method.ToLowerInvariant();
        Authorize = authorize;
        Policy = policy;
        RequestTimeout = requestTimeout;
        RequestSizeLimit = requestSizeLimit;
    }

    public string Path { get; init; } = "";
    public string Method { get; init; } = "";
    public bool? Authorize { get; set; }
    public string? Policy { get; set; }
    public TimeSpan? RequestTimeout { get; set; }
    public long? RequestSizeLimit { get; set; }
}
