using System.Text;

namespace Pipeline.Tests.Web.Telemetry;

/// <summary>A span as the OTLP protocol carries it; read by hand, from the protocol's numbers.</summary>
internal sealed record Span(string Trace, string Id, string Parent, string Name, ulong Start, ulong End, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The spans of an ExportTraceServiceRequest: resource_spans (1), scope_spans (2), spans (2).</summary>
    public static IReadOnlyList<Span> Of(byte[] request) =>
        [.. Fields(request).Where(f => f.Number == 1).SelectMany(r => Fields(r.Bytes)).Where(f => f.Number == 2).SelectMany(s => Fields(s.Bytes)).Where(f => f.Number == 2).Select(s => Read(s.Bytes))];

    private static Span Read(byte[] bytes)
    {
        var fields = Fields(bytes);
        byte[] Get(int number) => fields.FirstOrDefault(f => f.Number == number)?.Bytes ?? [];
        return new Span(
            Convert.ToHexString(Get(1)), Convert.ToHexString(Get(2)), Convert.ToHexString(Get(4)), Encoding.UTF8.GetString(Get(5)),
            fields.First(f => f.Number == 7).Value, fields.First(f => f.Number == 8).Value,
            fields.Where(f => f.Number == 9).Select(a => Fields(a.Bytes)).ToDictionary(a => Encoding.UTF8.GetString(a[0].Bytes), a => Encoding.UTF8.GetString(Fields(a[1].Bytes)[0].Bytes)));
    }

    private static List<Field> Fields(byte[] bytes)
    {
        var fields = new List<Field>();
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add(new Field(number, [], Varint(bytes, ref at)));
                    break;
                case 1:
                    fields.Add(new Field(number, [], BitConverter.ToUInt64(bytes, at)));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    fields.Add(new Field(number, bytes[at..(at + length)], 0));
                    at += length;
                    break;
                default:
                    fields.Add(new Field(number, [], BitConverter.ToUInt32(bytes, at)));
                    at += 4;
                    break;
            }
        }

        return fields;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }
    }

    private sealed record Field(int Number, byte[] Bytes, ulong Value);
}
