using System.Buffers.Binary;
using System.Text;

namespace Portal.Tests.Harness;

/// <summary>The part of MessagePack that open pages speak: numbers, texts, bytes, yes and no, lists, and maps that are skipped.</summary>
internal static class HubPack
{
    /// <summary>The empty map that stands for a message's headers.</summary>
    public static object NoHeaders { get; } = new();

    /// <summary>One message with its length before it.</summary>
    public static byte[] Write(IReadOnlyList<object?> message)
    {
        using var body = new MemoryStream();
        Write(body, message);
        using var framed = new MemoryStream();
        var left = body.Length;
        for (; left >= 0x80; left >>= 7)
        {
            framed.WriteByte((byte)((left & 0x7F) | 0x80));
        }

        framed.WriteByte((byte)left);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    /// <summary>The messages of a frame.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Read(byte[] frame)
    {
        for (var at = 0; at < frame.Length; )
        {
            var (length, shift) = (0, 0);
            byte part;
            do
            {
                part = frame[at++];
                length |= (part & 0x7F) << shift;
                shift += 7;
            } while ((part & 0x80) != 0);

            var reader = at;
            yield return Read(frame, ref reader) as IReadOnlyList<object?> ?? [];
            at += length;
        }
    }

    private static void Write(MemoryStream to, object? value)
    {
        Span<byte> number = stackalloc byte[9];
        switch (value)
        {
            case null:
                to.WriteByte(0xC0);
                break;
            case bool yes:
                to.WriteByte((byte)(yes ? 0xC3 : 0xC2));
                break;
            case long whole:
                number[0] = 0xD3;
                BinaryPrimitives.WriteInt64BigEndian(number[1..], whole);
                to.Write(number);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                number[0] = 0xDB;
                BinaryPrimitives.WriteInt32BigEndian(number[1..], bytes.Length);
                to.Write(number[..5]);
                to.Write(bytes);
                break;
            case IReadOnlyList<object?> list:
                to.WriteByte((byte)(0x90 | list.Count));
                foreach (var one in list)
                {
                    Write(to, one);
                }

                break;
            default:
                to.WriteByte(0x80);
                break;
        }
    }

    private static object? Read(byte[] from, ref int at)
    {
        var kind = from[at++];
        switch (kind)
        {
            case <= 0x7F:
                return (long)kind;
            case >= 0xE0:
                return unchecked((sbyte)kind) + 0L;
            case 0xC0:
                return null;
            case 0xC2 or 0xC3:
                return kind == 0xC3;
            case 0xC4 or 0xC5 or 0xC6:
                return Bytes(from, ref at, (int)Whole(from, ref at, 1 << (kind - 0xC4)));
            case 0xCA or 0xCB:
                at += kind == 0xCA ? 4 : 8;
                return null;
            case >= 0xCC and <= 0xCF:
                return Whole(from, ref at, 1 << (kind - 0xCC));
            case >= 0xD0 and <= 0xD3:
                var size = 1 << (kind - 0xD0);
                var raw = Whole(from, ref at, size);
                return size == 8 ? raw : raw << (64 - (8 * size)) >> (64 - (8 * size));
            case >= 0xD9 and <= 0xDB:
                return Text(from, ref at, (int)Whole(from, ref at, 1 << (kind - 0xD9)));
            case 0xDC or 0xDD:
                return List(from, ref at, (int)Whole(from, ref at, kind == 0xDC ? 2 : 4));
            case >= 0xA0 and <= 0xBF:
                return Text(from, ref at, kind & 0x1F);
            case >= 0x90 and <= 0x9F:
                return List(from, ref at, kind & 0x0F);
            case >= 0x80 and <= 0x8F:
                return List(from, ref at, 2 * (kind & 0x0F));
            default:
                throw new NotSupportedException($"0x{kind:X2} is not spoken here.");
        }
    }

    private static long Whole(byte[] from, ref int at, int size)
    {
        var value = 0L;
        for (var end = at + size; at < end; at++)
        {
            value = unchecked((value << 8) | from[at]);
        }

        return value;
    }

    private static byte[] Bytes(byte[] from, ref int at, int length)
    {
        at += length;
        return from[(at - length)..at];
    }

    private static string Text(byte[] from, ref int at, int length) => Encoding.UTF8.GetString(Bytes(from, ref at, length));

    private static List<object?> List(byte[] from, ref int at, int count)
    {
        var list = new List<object?>(count);
        for (var one = 0; one < count; one++)
        {
            list.Add(Read(from, ref at));
        }

        return list;
    }
}
