using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>
/// Writes JSON byte for byte as Python's <c>json.dump</c> does with its defaults or with indent 4: ASCII only, empty
/// containers closed at once, no newline at the end.
/// </summary>
internal sealed class PythonJsonWriter(ByteSink sink, JsonLayout layout)
{
    private static readonly byte[] indentation = [(byte)'\n', .. Enumerable.Repeat((byte)' ', 4 * 64)];
    private static readonly SearchValues<char> plain =
        SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\')).ToArray());

    private const int MaxShortText = 32 * 1024;

    private readonly bool indented = layout == JsonLayout.Indented;
    private int depth;
    private bool empty = true;
    private int cellDepth = -1;
    private byte[] cellOpening = [];
    private byte[] cellClosing = [];

    /// <summary>Writes what differs between ranks, one after the other, each at the same place.</summary>
    public void Each(RankStreams ranks, Action<int> write)
    {
        var before = empty;
        sink.Flush();
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            ranks.Only = rank;
            empty = before;
            write(rank);
            sink.Flush();
        }
        ranks.Only = null;
    }

    /// <summary>Opens an object or list.</summary>
    public void Open(char bracket)
    {
        sink.Write((byte)bracket);
        depth++;
        empty = true;
    }

    /// <summary>Closes the innermost object or list.</summary>
    public void Close(char bracket)
    {
        depth--;
        if (!empty)
            NewLine();
        sink.Write((byte)bracket);
        empty = false;
    }

    /// <summary>Separates the next list item or key from what stands before it.</summary>
    public void Next()
    {
        if (!empty)
            sink.Write(indented ? ","u8 : ", "u8);
        NewLine();
        empty = false;
    }

    /// <summary>Starts the next member of an object.</summary>
    public void Key(string key)
    {
        Next();
        String(key);
        sink.Write(": "u8);
    }

    /// <summary>Writes a string with everything but printable ASCII escaped.</summary>
    public void String(string text)
    {
        sink.Write((byte)'"');
        if (text.Length <= MaxShortText && !text.AsSpan().ContainsAnyExcept(plain))
        {
            sink.Advance(Encoding.ASCII.GetBytes(text, sink.Reserve(text.Length)));
            sink.Write((byte)'"');
            return;
        }
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var run = rest.IndexOfAnyExcept(plain);
            var take = Math.Min(run < 0 ? rest.Length : run, MaxShortText);
            if (take > 0)
                sink.Advance(Encoding.ASCII.GetBytes(rest[..take], sink.Reserve(take)));
            else
                Escape(rest[0]);
            rest = rest[Math.Max(take, 1)..];
        }
        sink.Write((byte)'"');
    }

    /// <summary>Writes <c>[[v]]</c>, which nearly all tensors are.</summary>
    public void Cell(Number value)
    {
        if (depth != cellDepth)
            PrepareCell();
        sink.Write(cellOpening);
        Number(value);
        sink.Write(cellClosing);
        empty = false;
    }

    /// <summary>Writes a number.</summary>
    public void Number(Number value)
    {
        if (value.IsInteger)
            sink.Write(PythonNumber.Format(value.ToInteger()));
        else
            sink.Advance(PythonNumber.Format(value.ToDouble(), sink.Reserve(PythonNumber.MaxFloatLength)));
    }

    /// <summary>Writes any value of a <see cref="JsonMap"/>.</summary>
    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                sink.Write("null"u8);
                break;
            case bool flag:
                sink.Write(flag ? "true"u8 : "false"u8);
                break;
            case Number number:
                Number(number);
                break;
            case string text:
                String(text);
                break;
            case JsonMap map:
                Open('{');
                foreach (var (key, member) in map)
                {
                    Key(key);
                    Value(member);
                }
                Close('}');
                break;
            case List<object?> list:
                Open('[');
                foreach (var item in list)
                {
                    Next();
                    Value(item);
                }
                Close(']');
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} is no JSON value.", nameof(value));
        }
    }

    private void Escape(char c)
    {
        ReadOnlySpan<byte> text = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            '\b' => "\\b"u8,
            '\f' => "\\f"u8,
            _ => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")),
        };
        sink.Write(text);
    }

    // The brackets around a value hardly ever stand at another depth than those before.
    private void PrepareCell()
    {
        cellDepth = depth;
        string Line(int level) => indented ? $"\n{new string(' ', 4 * level)}" : "";
        cellOpening = Encoding.ASCII.GetBytes($"[{Line(depth + 1)}[{Line(depth + 2)}");
        cellClosing = Encoding.ASCII.GetBytes($"{Line(depth + 1)}]{Line(depth)}]");
    }

    private void NewLine()
    {
        if (!indented)
            return;
        // Deeper than the prepared indentation only in hand-made unknown parts.
        sink.Write(indentation.AsSpan(0, Math.Min(1 + 4 * depth, indentation.Length)));
        for (var i = 64; i < depth; i++)
            sink.Write("    "u8);
    }
}
