using System.Buffers.Binary;

namespace Portal.Domain.Data;

/// <summary>
/// The keyed hashes of rows added up: a row comes in by adding its hash and goes out by subtracting it, so a change costs what the row costs and
/// not what the block costs. What was altered by hand before a change stays in the difference: the product's own change does not cover it.
/// </summary>
internal sealed class SealSum(int marks)
{
    public int Rows { get; private set; }
    public ulong High { get; private set; }
    public ulong Low { get; private set; }

    /// <summary>One a column, then one a row of the block.</summary>
    public uint[] Marks { get; } = new uint[marks];

    public bool IsNothing => Rows == 0 && High == 0 && Low == 0;

    public static SealSum Of(Seal seal, int marks)
    {
        var sum = new SealSum(marks)
        {
            Rows = seal.Rows,
            High = unchecked((ulong)seal.High),
            Low = unchecked((ulong)seal.Low),
        };
        for (var at = 0; at < marks && (at + 1) * 4 <= seal.Marks.Length; at++)
        {
            sum.Marks[at] = BinaryPrimitives.ReadUInt32LittleEndian(seal.Marks.AsSpan(at * 4));
        }

        return sum;
    }

    public static SealSum Of(int rows, ulong high, ulong low) =>
        new(0)
        {
            Rows = rows,
            High = high,
            Low = low,
        };

    public bool Is(SealSum other) => Rows == other.Rows && High == other.High && Low == other.Low;

    /// <param name="sign">1 for a row that is there, -1 for one that is there no more.</param>
    public void Row(ulong high, ulong low, int sign)
    {
        unchecked
        {
            Rows += sign;
            High += sign > 0 ? high : 0 - high;
            Low += sign > 0 ? low : 0 - low;
        }
    }

    public void Mark(int at, uint mark, int sign)
    {
        unchecked
        {
            Marks[at] += sign > 0 ? mark : 0 - mark;
        }
    }

    public void Add(SealSum other)
    {
        unchecked
        {
            Rows += other.Rows;
            High += other.High;
            Low += other.Low;
            for (var at = 0; at < Marks.Length; at++)
            {
                Marks[at] += other.Marks[at];
            }
        }
    }

    public void Subtract(SealSum other)
    {
        unchecked
        {
            Rows -= other.Rows;
            High -= other.High;
            Low -= other.Low;
            for (var at = 0; at < Marks.Length; at++)
            {
                Marks[at] -= other.Marks[at];
            }
        }
    }

    public byte[] MarkBytes()
    {
        var bytes = new byte[Marks.Length * 4];
        for (var at = 0; at < Marks.Length; at++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at * 4), Marks[at]);
        }

        return bytes;
    }
}
