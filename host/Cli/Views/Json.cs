using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Host.Cli.Views;

/// <summary>JSON as this program prints it: one line, text unescaped where JSON allows it.</summary>
internal static partial class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The node on one line.</summary>
    public static string Line(JsonNode node) => node.ToJsonString(Options);

    /// <summary>Texts as an array.</summary>
    public static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(w => (JsonNode)w)]);

    /// <summary>Texts by name as an object.</summary>
    public static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> texts) => new(texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
}
