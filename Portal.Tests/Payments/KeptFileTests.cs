using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;

namespace Portal.Tests.Payments;

/// <summary>A bill's file is looked at once as it arrives, and what is posted out of it is what came.</summary>
public sealed class KeptFileTests
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, (2 * CheckedFile.BlockBytes) + 5_000).Select(n => (byte)(n % 251))];

    [Fact]
    public void A_checked_file_reads_like_the_file_wherever_one_looks()
    {
        using var file = new CheckedFile(new MemoryStream(Large), Blocks(Large));
        Assert.Equal(Large, ReadAll(file));
        var random = new Random(7);
        for (var n = 0; n < 200; n++)
        {
            var at = random.Next(Large.Length);
            file.Position = at;
            var buffer = new byte[Math.Min(500, Large.Length - at)];
            file.ReadExactly(buffer);
            Assert.Equal(Large[at..(at + buffer.Length)], buffer);
        }
    }

    [Fact]
    public void A_block_that_changed_is_not_given_out_I_13()
    {
        var blocks = Blocks(Large);
        var changed = (byte[])Large.Clone();
        changed[CheckedFile.BlockBytes + 17] ^= 1;
        using var file = new CheckedFile(new MemoryStream(changed), blocks);
        var first = new byte[CheckedFile.BlockBytes];
        file.ReadExactly(first);
        Assert.Equal("I-13", Assert.Throws<InvariantViolatedException>(() => file.ReadByte()).Id);
        // Longer or shorter than it came.
        using var longer = new CheckedFile(new MemoryStream([.. Large, 1]), blocks);
        Assert.Throws<InvariantViolatedException>(() => ReadAll(longer));
        using var shorter = new CheckedFile(new MemoryStream(Large[..^1]), blocks);
        Assert.Throws<InvariantViolatedException>(() => ReadAll(shorter));
    }

    public static TheoryData<string, byte[], string?> Texts =>
        new()
        {
            { "ascii", Encoding.ASCII.GetBytes(new string('a', 200_000)), "utf-8" },
            { "utf-8", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("交易时间,", 40_000))), "utf-8" },
            { "gb18030", BillEncoding.ChineseBytes(string.Concat(Enumerable.Repeat("交易时间,", 40_000))), "GB18030" },
            { "late gb18030", [.. Encoding.ASCII.GetBytes(new string('a', 150_001)), .. BillEncoding.ChineseBytes("交易时间")], "GB18030" },
            { "both", [.. Encoding.UTF8.GetBytes(new string('é', 70_000)), .. BillEncoding.ChineseBytes("中")], "GB18030" },
            { "neither", [.. Encoding.UTF8.GetBytes("交易"), 0xFF, 0xFF], null },
            { "cut", Encoding.UTF8.GetBytes("ab交")[..^1], "GB18030" },
            { "empty", [], "utf-8" },
        };

    /// <summary>As with a look at the whole file by each encoding, whatever the sizes it arrives in.</summary>
    [Theory, MemberData(nameof(Texts))]
    public void The_encoding_is_found_as_the_bytes_pass(string text, byte[] bytes, string? encoding)
    {
        foreach (var chunk in (int[])[65_536, 4_093, 300_000])
        {
            using var examination = new FileExamination();
            foreach (var part in bytes.Chunk(chunk))
            {
                examination.Append(part);
            }

            var facts = examination.Finish(() => TextCheck.IsText(new MemoryStream(bytes), BillEncoding.Chinese));
            Assert.Equal((text, encoding?.ToUpperInvariant()), (text, facts.Encoding?.WebName.ToUpperInvariant()));
            Assert.Equal(bytes.Length, facts.Bytes);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), facts.Sha256);
        }
    }

    [Theory, BothDatabases]
    public async Task A_kept_file_that_changed_posts_nothing_I_13(Provider provider)
    {
        await using var world = await World.Create(provider);
        var receipt = await world.Import(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        var path = Directory.GetFiles(Path.Combine(world.Folder, "bills")).Single();
        var text = await File.ReadAllBytesAsync(path);
        text[^3] ^= 1;
        await File.WriteAllBytesAsync(path, text);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => world.Get<BillService>().PostAll(Actor.Operator, default));
        Assert.Contains("I-13", fault.ToString(), StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(
            (0, BillState.Posting),
            (await db.Payments.CountAsync(), (await db.Bills.SingleAsync(row => row.Id == receipt.BillId)).State)
        );
    }

    /// <summary>A bill of release 0.1.0 has no hashes of blocks: its file is hashed whole before anything is posted.</summary>
    [Theory, BothDatabases]
    public async Task A_bill_of_the_release_before_is_posted_and_a_changed_one_is_not_I_13(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Import(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "Bills" SET "FactsJson" = NULL""");
        }

        var path = Directory.GetFiles(Path.Combine(world.Folder, "bills")).Single();
        var good = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, [.. good, (byte)'\n']);
        await Assert.ThrowsAnyAsync<Exception>(() => world.Get<BillService>().PostAll(Actor.Operator, default));
        await File.WriteAllBytesAsync(path, good);
        Assert.Equal(1, await world.Get<BillService>().PostAll(Actor.Operator, default));
        await using var after = world.Db();
        Assert.Equal(1, await after.Payments.CountAsync());
    }

    private static IReadOnlyList<string> Blocks(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return BillEncoding.Examine(stream).Blocks;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.Position = 0;
        stream.CopyTo(all);
        return all.ToArray();
    }
}
