using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.Engine.Surface;

/// <summary>The real API: reads the file of signatures into comparable types.</summary>
internal sealed partial class ApiFile
{
    private static readonly string[] Modifiers = ["static", "abstract", "sealed", "readonly"];
    private static readonly string[] MemberModifiers = ["protected", "static", "virtual", "abstract", "override", "sealed", "default-impl", "required", "readonly", "const", "event"];
    private readonly HashSet<string> _valueTypes =
    [
        "bool", "byte", "sbyte", "char", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal",
        "DateTime", "DateTimeOffset", "TimeSpan", "Guid", "JsonElement", "CancellationToken", "HttpStatusCode", "LogLevel", "TimeOnly", "DateOnly"
    ];

    public Dictionary<string, ApiType> Types { get; } = [];

    public static ApiFile Load()
    {
        using var resource = typeof(ApiFile).Assembly.GetManifestResourceStream("elsa-api.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        return new ApiFile(reader.ReadToEnd());
    }

    public ApiFile(string text)
    {
        var lines = text.Split('\n').Where(line => line.Length > 0 && (line[0] != '#' || line.StartsWith("## ", StringComparison.Ordinal))).ToList();
        foreach (var match in lines.Select(line => ValueType().Match(line)).Where(match => match.Success))
            _valueTypes.Add(match.Groups[1].Value);

        var space = "";
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                space = lines[i++][3..].Trim();
                continue;
            }
            var members = lines.Skip(i + 1).TakeWhile(line => line[0] == ' ').ToList();
            var type = ReadType(space, lines[i], members);
            Types[type.Key] = type;
            i += 1 + members.Count;
        }
    }

    private ApiType ReadType(string space, string line, List<string> members)
    {
        var text = ApiText.WithoutAttributes(Plain(line));
        var kind = new List<string>();
        while (Modifiers.Contains(text.Split(' ')[0]))
            text = Take(text, kind);
        text = Take(text, kind);
        if (kind[^1] == "delegate")
        {
            var member = ReadMember(text);
            return new ApiType($"{space}.{member.Name}", "delegate", member.Signature, [], []);
        }

        var (head, body) = ApiText.Cut(text, " { ");
        if (kind[^1] == "enum")
        {
            var values = ApiText.Split(body!.TrimEnd(' ', '}'), ',').Select(value => new ApiMember(value, value.Split('=')[0], true, false, false)).ToList();
            return new ApiType($"{space}.{head}", "enum", "", [], values);
        }

        var (declaration, where) = ApiText.Cut(head, " where ");
        var (name, bases) = ApiText.Cut(declaration, " : ");
        return new ApiType($"{space}.{Key(name)}", string.Join(' ', kind), where is null ? "" : $" where {where}",
            bases is null ? [] : ApiText.Split(bases, ','), members.Select(member => ReadMember(ApiText.WithoutAttributes(Plain(member.Trim())))).ToList());
    }

    private static ApiMember ReadMember(string text)
    {
        var modifiers = new List<string>();
        while (MemberModifiers.Contains(text.Split(' ')[0]))
            text = Take(text, modifiers);
        var accessors = "";
        if (text.EndsWith('}') && text.LastIndexOf(" { ", StringComparison.Ordinal) is > 0 and var brace)
        {
            accessors = string.Join(' ', text[(brace + 3)..].TrimEnd('}', ' ').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            text = text[..brace];
        }

        var (signature, where) = ApiText.Cut(text, " where ");
        if (signature.EndsWith(')'))
            signature = WithTypesOnly(signature);
        var name = signature.Split('(')[0];
        name = ApiText.Split(ApiText.Cut(name, " = ").Before, ' ')[^1].Split('<')[0];
        return new ApiMember(signature + (where is null ? "" : $" where {where}"), name,
            modifiers.Contains("static") || modifiers.Contains("const"), modifiers.Contains("protected"),
            modifiers.Any(modifier => modifier is "virtual" or "abstract" or "override"), accessors);
    }

    /// <summary><c>void F(this A a, int b = 1)</c> becomes <c>void F(this A, int)</c>.</summary>
    private static string WithTypesOnly(string signature)
    {
        var open = ParameterList(signature);
        var parameters = ApiText.Split(signature[(open + 1)..^1], ',').Select(ParameterType);
        return $"{signature[..open]}({string.Join(", ", parameters)})";
    }

    private static string ParameterType(string parameter)
    {
        var declared = ApiText.Cut(ApiText.WithoutAttributes(parameter), " = ").Before;
        var words = ApiText.Split(declared, ' ');
        return string.Join(' ', words.Take(words.Count - 1));
    }

    /// <summary>Where the last bracket group starts.</summary>
    private static int ParameterList(string signature)
    {
        var depth = 0;
        for (var i = signature.Length - 1; i >= 0; i--)
        {
            depth += signature[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }
        return 0;
    }

    /// <summary>Without the question marks that only annotate a reference type.</summary>
    private string Plain(string line) =>
        Annotation().Replace(line, match => _valueTypes.Contains(match.Groups[1].Value) ? match.Value : match.Groups[1].Value);

    private static string Key(string name)
    {
        var (bare, arguments) = (name.Split('<')[0], name.IndexOf('<', StringComparison.Ordinal));
        return arguments < 0 ? bare : $"{bare}`{ApiText.Split(name[(arguments + 1)..^1], ',').Count}";
    }

    private static string Take(string text, List<string> words)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        words.Add(text[..space]);
        return text[(space + 1)..];
    }

    [GeneratedRegex(@"^(?:\[.*\] )?(?:public |readonly )*(?:enum|struct|record struct) (\w+)")]
    private static partial Regex ValueType();

    [GeneratedRegex(@"(\w+|>|\]|\))\?")]
    private static partial Regex Annotation();
}
