using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Activities.Measurements.Npz;

/// <summary>
/// Writes the pickle (protocol 3) of numpy arrays opcode by opcode. The constructor functions and dtypes are memoised,
/// as numpy does; everything else stands where it is used, which loads equal.
/// </summary>
internal sealed class PickleWriter(ByteSink sink)
{
    private const byte ReconstructMemo = 0, NdarrayMemo = 1, DtypeMemo = 2, FirstArrayDtypeMemo = 3;

    private const int MaxShortText = 1024;

    private int writtenDtypes;

    // What stands before the bytes of one float64 in shape (1, 1), once its dtype is memoised.
    private static ReadOnlySpan<byte> UsualArray =>
    [
        (byte)'h', ReconstructMemo, (byte)'h', NdarrayMemo, (byte)'K', 0, 0x85, (byte)'C', 1, (byte)'b', 0x87, (byte)'R', (byte)'(', (byte)'K', 1,
        (byte)'(', (byte)'K', 1, (byte)'K', 1, (byte)'t', (byte)'h', FirstArrayDtypeMemo + (byte)Dtype.Float64, 0x89, (byte)'C', 8,
    ];

    /// <summary>
    /// Writes what differs between ranks, one after the other. What one of them memoises the others lack, so it does not
    /// count afterwards.
    /// </summary>
    public void Each(RankStreams ranks, Action<int> write)
    {
        var known = writtenDtypes;
        sink.Flush();
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            ranks.Only = rank;
            write(rank);
            sink.Flush();
            writtenDtypes = known;
        }
        ranks.Only = null;
    }

    /// <summary>Opens the 0-dimensional object array that wraps everything.</summary>
    public void OpenRoot()
    {
        sink.Write([0x80, 3]);
        Global("numpy.core.multiarray"u8, "_reconstruct"u8, ReconstructMemo);
        Global("numpy"u8, "ndarray"u8, NdarrayMemo);
        sink.Write([(byte)'K', 0, 0x85, (byte)'C', 1, (byte)'b', 0x87, (byte)'R', (byte)'(', (byte)'K', 1, (byte)')']);
        Global("numpy"u8, "dtype"u8, DtypeMemo);
        Short("O8"u8);
        sink.Write([0x89, 0x88, 0x87, (byte)'R', (byte)'(', (byte)'K', 3]);
        Short("|"u8);
        sink.Write([(byte)'N', (byte)'N', (byte)'N', (byte)'J', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'J', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'K', 63, (byte)'t', (byte)'b', 0x89, (byte)']']);
    }

    /// <summary>Closes the outer array.</summary>
    public void CloseRoot() => sink.Write("atb."u8);

    /// <summary>Opens a dict; key and value pairs follow, then <see cref="CloseDict"/>.</summary>
    public void OpenDict() => sink.Write("}("u8);

    /// <summary>Closes the innermost dict.</summary>
    public void CloseDict() => sink.Write((byte)'u');

    /// <summary>Opens a list; items follow, then <see cref="CloseList"/>.</summary>
    public void OpenList() => sink.Write("]("u8);

    /// <summary>Closes the innermost list.</summary>
    public void CloseList() => sink.Write((byte)'e');

    /// <summary>Writes None.</summary>
    public void None() => sink.Write((byte)'N');

    /// <summary>Writes an integer.</summary>
    public void Integer(int value)
    {
        if (value is >= 0 and <= byte.MaxValue)
        {
            sink.Write([(byte)'K', (byte)value]);
            return;
        }
        var span = sink.Reserve(5);
        span[0] = (byte)'J';
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], value);
        sink.Advance(5);
    }

    /// <summary>Writes a string; lone surrogates pass as Python lets them pass.</summary>
    public void String(string text)
    {
        if (text.Length <= MaxShortText)
        {
            var span = sink.Reserve(5 + text.Length);
            if (Ascii.FromUtf16(text, span[5..], out var length) == OperationStatus.Done)
            {
                span[0] = (byte)'X';
                BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
                sink.Advance(5 + length);
                return;
            }
        }
        var bytes = SurrogateUtf8.GetBytes(text);
        Prefix((byte)'X', bytes.Length);
        sink.Write(bytes);
    }

    /// <summary>Writes an array of the given dtype.</summary>
    public void Array(Tensor tensor, Dtype dtype)
    {
        if (dtype == Dtype.Float64 && ReferenceEquals(tensor.Shape, TensorShape.Cell) && (writtenDtypes & (1 << (int)Dtype.Float64)) != 0)
        {
            var span = sink.Reserve(UsualArray.Length + 10);
            UsualArray.CopyTo(span);
            BinaryPrimitives.WriteDoubleLittleEndian(span[UsualArray.Length..], tensor[0].ToDouble());
            "tb"u8.CopyTo(span[(UsualArray.Length + 8)..]);
            sink.Advance(UsualArray.Length + 10);
            return;
        }
        sink.Write([(byte)'h', ReconstructMemo, (byte)'h', NdarrayMemo, (byte)'K', 0, 0x85, (byte)'C', 1, (byte)'b', 0x87, (byte)'R', (byte)'(', (byte)'K', 1]);
        Shape(tensor.Shape);
        ArrayDtype(dtype);
        sink.Write(0x89);
        Elements(tensor, dtype);
        sink.Write("tb"u8);
    }

    private void Shape(TensorShape shape)
    {
        if (shape.Dimensions.IsEmpty)
        {
            sink.Write((byte)')');
            return;
        }
        sink.Write((byte)'(');
        foreach (var size in shape.Dimensions)
            Integer(size);
        sink.Write((byte)'t');
    }

    private void ArrayDtype(Dtype dtype)
    {
        var memo = (byte)(FirstArrayDtypeMemo + (int)dtype);
        if ((writtenDtypes & (1 << (int)dtype)) != 0)
        {
            sink.Write([(byte)'h', memo]);
            return;
        }
        writtenDtypes |= 1 << (int)dtype;
        sink.Write([(byte)'h', DtypeMemo]);
        Short(dtype.Code());
        sink.Write([0x89, 0x88, 0x87, (byte)'R', (byte)'(', (byte)'K', 3]);
        Short("<"u8);
        sink.Write([(byte)'N', (byte)'N', (byte)'N', (byte)'J', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'J', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'K', 0, (byte)'t', (byte)'b', (byte)'q', memo]);
    }

    private void Elements(Tensor tensor, Dtype dtype)
    {
        var size = dtype.Size();
        var length = checked(size * tensor.Count);
        if (length <= byte.MaxValue)
            sink.Write([(byte)'C', (byte)length]);
        else
            Prefix((byte)'B', length);
        for (var i = 0; i < tensor.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(sink.Reserve(8), dtype.Bits(tensor[i]));
            sink.Advance(size);
        }
    }

    private void Global(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, byte memo)
    {
        sink.Write((byte)'c');
        sink.Write(module);
        sink.Write((byte)'\n');
        sink.Write(name);
        sink.Write([(byte)'\n', (byte)'q', memo]);
    }

    private void Short(ReadOnlySpan<byte> ascii)
    {
        Prefix((byte)'X', ascii.Length);
        sink.Write(ascii);
    }

    private void Prefix(byte opcode, int length)
    {
        var span = sink.Reserve(5);
        span[0] = opcode;
        BinaryPrimitives.WriteInt32LittleEndian(span[1..], length);
        sink.Advance(5);
    }
}
