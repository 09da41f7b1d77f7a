using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// Interprets the pickle opcodes (protocols 2 to 4) that numpy object arrays of dicts, lists, strings and numbers use.
/// </summary>
internal sealed class PickleReader(ReadOnlyMemory<byte> pickle)
{
    private static readonly object mark = new();

    private readonly List<object?> stack = [];
    private readonly Dictionary<uint, object?> memo = [];
    private int position;
    private long encoded;

    /// <summary>The unpickled object.</summary>
    /// <exception cref="InvalidDataException">The bytes are no pickle, or one that is not allowed.</exception>
    public object? Read()
    {
        while (true)
        {
            var opcode = Byte();
            if (opcode == '.')
                return Pop();
            Execute(opcode);
        }
    }

    private void Execute(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                if (Byte() is var protocol and (< 2 or > 4))
                    throw new InvalidDataException($"its pickle has protocol {protocol}; protocols 2 to 4 are read. Save the file again with numpy's default");
                break;
            case 0x95:
                Bytes(8);
                break;
            case (byte)'(':
                Push(mark);
                break;
            case (byte)'N':
                Push(null);
                break;
            case 0x88:
                Push(true);
                break;
            case 0x89:
                Push(false);
                break;
            case (byte)'K':
                Integer(Byte());
                break;
            case (byte)'M':
                Integer(BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                break;
            case (byte)'J':
                Integer(BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
                break;
            case 0x8A:
                Push(new Number(new BigInteger(Bytes(Byte()))));
                break;
            case (byte)'G':
                Push(new Number(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))));
                break;
            case (byte)'X':
                Text(Length4());
                break;
            case 0x8C:
                Text(Byte());
                break;
            case 0x8D:
                Text(Length8());
                break;
            case (byte)'C':
                Push(Bytes(Byte()).ToArray());
                break;
            case (byte)'B':
                Push(Bytes(Length4()).ToArray());
                break;
            case 0x8E:
                Push(Bytes(Length8()).ToArray());
                break;
            case (byte)'c':
                Push(PickleGlobals.Find(Line(), Line()));
                break;
            case 0x93:
                var name = Pop() as string;
                Push(PickleGlobals.Find(Pop() as string ?? "", name ?? ""));
                break;
            default:
                if (!Memoise(opcode) && !Collect(opcode))
                    throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"its pickle uses opcode 0x{opcode:X2} at byte {position - 1}, which measurements do not need"));
                break;
        }
    }

    private bool Memoise(byte opcode)
    {
        switch (opcode)
        {
            case (byte)'q':
                memo[Byte()] = Peek();
                break;
            case (byte)'r':
                memo[BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))] = Peek();
                break;
            case 0x94:
                memo[(uint)memo.Count] = Peek();
                break;
            case (byte)'h':
                Fetch(Byte());
                break;
            case (byte)'j':
                Fetch(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)));
                break;
            default:
                return false;
        }
        return true;
    }

    private bool Collect(byte opcode)
    {
        switch (opcode)
        {
            case (byte)')':
                Push(new PickleTuple([]));
                break;
            case 0x85 or 0x86 or 0x87:
                Push(new PickleTuple(Take(opcode - 0x84)));
                break;
            case (byte)'t':
                Push(new PickleTuple(TakeToMark()));
                break;
            case (byte)']':
                Push(new List<object?>());
                break;
            case (byte)'a':
                var item = Pop();
                Top<List<object?>>().Add(item);
                break;
            case (byte)'e':
                var items = TakeToMark();
                Top<List<object?>>().AddRange(items);
                break;
            case (byte)'}':
                Push(new PickleDict());
                break;
            case (byte)'s':
                Set(Take(2));
                break;
            case (byte)'u':
                Set(TakeToMark());
                break;
            case (byte)'R':
                var arguments = Pop() as PickleTuple ?? throw Malformed();
                Push(Bounded(PickleGlobals.Call(Pop(), arguments.Items)));
                break;
            case (byte)'b':
                var state = Pop();
                PickleGlobals.Build(Peek(), state);
                break;
            default:
                return false;
        }
        return true;
    }

    // One long text could be encoded again and again through the memo; honest pickles encode no more than they hold.
    private object Bounded(object made)
    {
        encoded += made is byte[] bytes ? bytes.Length : 0;
        return encoded <= pickle.Length ? made : throw new InvalidDataException("its pickle makes more bytes than it holds");
    }

    private void Set(object?[] pairs)
    {
        var dict = Top<PickleDict>();
        if (pairs.Length % 2 != 0)
            throw Malformed();
        for (var i = 0; i < pairs.Length; i += 2)
            dict[pairs[i] as string ?? throw new InvalidDataException("a key is not a string")] = pairs[i + 1];
    }

    private void Integer(long value) => Push(new Number(new BigInteger(value)));

    private void Text(int length) =>
        Push(SurrogateUtf8.GetString(Bytes(length)) ?? throw new InvalidDataException("a string is not valid UTF-8"));

    private string Line()
    {
        var length = pickle.Span[position..].IndexOf((byte)'\n');
        if (length < 0)
            throw Malformed();
        var line = Encoding.UTF8.GetString(Bytes(length));
        position++;
        return line;
    }

    private void Fetch(uint index) => Push(memo.TryGetValue(index, out var value) ? value : throw Malformed());

    private void Push(object? value) => stack.Add(value);

    private object? Peek() => stack.Count > 0 && stack[^1] != mark ? stack[^1] : throw Malformed();

    private T Top<T>() where T : class => Peek() as T ?? throw Malformed();

    private object? Pop()
    {
        var value = Peek();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private object?[] Take(int count)
    {
        if (stack.Count < count || stack[^count..].Contains(mark))
            throw Malformed();
        return TakeFrom(stack.Count - count);
    }

    private object?[] TakeToMark()
    {
        var at = stack.LastIndexOf(mark);
        if (at < 0)
            throw Malformed();
        var items = TakeFrom(at + 1);
        stack.RemoveAt(at);
        return items;
    }

    private object?[] TakeFrom(int index)
    {
        object?[] items = [.. stack[index..]];
        stack.RemoveRange(index, stack.Count - index);
        return items;
    }

    private int Length4() => Length(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)));

    private int Length8() => Length(BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)));

    private int Length(ulong length) => length <= (ulong)(pickle.Length - position) ? (int)length : throw Malformed();

    private byte Byte() => Bytes(1)[0];

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > pickle.Length - position)
            throw Malformed();
        position += count;
        return pickle.Span.Slice(position - count, count);
    }

    private InvalidDataException Malformed() =>
        new(string.Create(CultureInfo.InvariantCulture, $"its pickle is cut off or malformed at byte {position}"));
}
