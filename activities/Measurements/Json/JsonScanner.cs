using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Pipeline.Activities.Measurements.Json;

/// <summary>
/// Reads JSON token by token from a stream through one pooled buffer, as Python's json module understands it: the bare
/// tokens NaN, Infinity and -Infinity are numbers, integers have any size, lone surrogates pass.
/// </summary>
internal sealed partial class JsonScanner(Stream stream, string file) : IDisposable
{
    private const int MaxDepth = 64;
    private const ulong EightBlanks = 0x2020_2020_2020_2020;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
    private int position;
    private int end;
    private bool exhausted;
    private long linesBefore = 1;
    private long columnBefore;

    /// <summary>The node that is being read, for messages.</summary>
    public string? Node { get; set; }

    /// <summary>Scratch space for the tensors of one list.</summary>
    public List<Tensor> Tensors { get; } = [];

    /// <summary>Scratch space for the parameters of one node.</summary>
    public List<Parameter> Parameters { get; } = [];

    /// <summary>The next significant byte, not taken; 0 at the end.</summary>
    public byte Peek()
    {
        while (true)
        {
            SkipWhiteSpace(ref position);
            if (position < end)
                return buffer[position];
            if (!Refill())
                return 0;
        }
    }

    /// <summary>Refuses anything but white space after the value; zero bytes, which a crash may leave, are something.</summary>
    public void TakeEnd()
    {
        if (Peek() != 0 || position < end)
            throw Unexpected("nothing more");
    }

    /// <summary>Takes the next significant byte if it is the given one.</summary>
    public bool TryTake(char expected)
    {
        if (Peek() != expected)
            return false;
        position++;
        return true;
    }

    /// <summary>Takes the next significant byte, which must be the given one.</summary>
    public void Take(char expected)
    {
        if (!TryTake(expected))
            throw Unexpected($"'{expected}'");
    }

    /// <summary>After an opening bracket or an item: whether another item follows; takes comma or closing bracket.</summary>
    public bool NextItem(ref bool first, char close)
    {
        if (TryTake(close))
            return false;
        if (!first)
            Take(',');
        first = false;
        return true;
    }

    /// <summary>Takes a key and its colon.</summary>
    public string Key(string? likely = null)
    {
        var key = String(likely);
        Take(':');
        return key;
    }

    /// <summary>Takes a number.</summary>
    public Number Number()
    {
        Peek();
        var start = position;
        while (true)
        {
            while (position < end && IsNumberByte(buffer[position]))
                position++;
            if (position < end || !Refill(ref start))
                break;
        }
        var text = buffer.AsSpan(start, position - start);
        if (PythonNumber.Parse(text) is { } number)
            return number;
        position = start;
        throw text.IsEmpty ? Unexpected("a number") : Error($"'{Encoding.UTF8.GetString(text[..Math.Min(40, text.Length)])}' is no number");
    }

    /// <summary>Takes <c>[[v]]</c>, which nearly all tensors are. Nothing is taken if it is none, or not whole in the buffer.</summary>
    public bool TryCell(out Number number)
    {
        number = default;
        var at = position;
        if (!Passes('[', ref at) || !Passes('[', ref at))
            return false;
        SkipWhiteSpace(ref at);
        var start = at;
        while (at < end && IsNumberByte(buffer[at]))
            at++;
        if (at == start || PythonNumber.Parse(buffer.AsSpan(start, at - start)) is not { } value || !Passes(']', ref at) || !Passes(']', ref at))
            return false;
        number = value;
        position = at;
        return true;
    }

    /// <summary>Takes any value into the types of <see cref="JsonMap"/>.</summary>
    public object? Value(int depth = 0)
    {
        if (depth > MaxDepth)
            throw Error($"values are nested deeper than {MaxDepth} levels");
        switch (Peek())
        {
            case (byte)'"':
                return String();
            case (byte)'{':
                return Map(depth);
            case (byte)'[':
                return List(depth);
            case (byte)'n':
                Word("null"u8);
                return null;
            case (byte)'t':
                Word("true"u8);
                return true;
            case (byte)'f':
                Word("false"u8);
                return false;
            default:
                return Number();
        }
    }

    /// <summary>Takes <c>null</c> if it is next.</summary>
    public bool TryNull()
    {
        if (Peek() != 'n')
            return false;
        Word("null"u8);
        return true;
    }

    /// <summary>An error at the current position.</summary>
    public MeasurementException Error(string problem)
    {
        var passed = buffer.AsSpan(0, position);
        var newline = passed.LastIndexOf((byte)'\n');
        var line = linesBefore + passed.Count((byte)'\n');
        var column = newline < 0 ? columnBefore + position + 1 : position - newline;
        return new(string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}: {problem}."), file, Node,
            "Restore the file or measure this rank again.");
    }

    /// <summary>Returns the buffer.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        position = end = 0;
    }

    internal MeasurementException Unexpected(string wanted) => Error(
        Peek() is var c && c == 0 && position == end ? $"expected {wanted}, but the file ends"
        : c is > 0x20 and < 0x7F ? $"expected {wanted}, found '{(char)c}'"
        : $"expected {wanted}, found byte 0x{c:X2}");

    private JsonMap Map(int depth)
    {
        var map = new JsonMap();
        Take('{');
        for (var first = true; NextItem(ref first, '}');)
        {
            var key = Key();
            map[key] = Value(depth + 1);
        }
        return map;
    }

    private List<object?> List(int depth)
    {
        var list = new List<object?>();
        Take('[');
        for (var first = true; NextItem(ref first, ']');)
            list.Add(Value(depth + 1));
        return list;
    }

    private void Word(ReadOnlySpan<byte> word)
    {
        foreach (var c in word)
        {
            if (position == end && !Refill() || buffer[position] != c)
                throw Error("a value is neither null, true, false, a number, a string, a list nor an object");
            position++;
        }
    }

    // Indentation comes in long runs, so eight blanks are passed at once.
    private void SkipWhiteSpace(ref int at)
    {
        var text = buffer.AsSpan(0, end);
        while (at < text.Length)
        {
            var c = text[at];
            if (c > ' ')
                return;
            if (c == ' ' && text.Length - at >= sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) == EightBlanks)
                at += sizeof(ulong);
            else if (c is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                at++;
            else
                return;
        }
    }

    private bool Passes(char expected, ref int at)
    {
        SkipWhiteSpace(ref at);
        return at < end && buffer[at++] == expected;
    }

    private static bool IsNumberByte(byte c) => c is >= (byte)'0' and <= (byte)'9' or (byte)'.' or (byte)'-' or (byte)'+'
        or >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z';

    private bool Available(int count)
    {
        while (end - position < count)
        {
            if (!Refill())
                return false;
        }
        return true;
    }

    // Keeps everything from the position on and reads more behind it.
    private bool Refill()
    {
        var start = position;
        return Refill(ref start);
    }

    // Keeps everything from `start` (at most the position) on, which moves to the front, and reads more behind it.
    private bool Refill(ref int start)
    {
        if (exhausted)
            return false;
        if (start > 0)
        {
            var passed = buffer.AsSpan(0, start);
            var newline = passed.LastIndexOf((byte)'\n');
            linesBefore += passed.Count((byte)'\n');
            columnBefore = newline < 0 ? columnBefore + start : start - newline - 1;
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            position -= start;
            start = 0;
        }
        if (end == buffer.Length)
            Grow();
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        exhausted = read == 0;
        return !exhausted;
    }

    private void Grow()
    {
        if (buffer.Length >= 64 * 1024 * 1024)
            throw Error("a single string or number is longer than 64 MiB");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
