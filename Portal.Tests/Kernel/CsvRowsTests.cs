using System.Text;

namespace Portal.Tests.Kernel;

/// <summary>Files that spreadsheets open: quoted as RFC 4180 says, nothing in them runs, the same everywhere.</summary>
public sealed class CsvRowsTests
{
    [Fact]
    public async Task Cells_are_quoted_only_where_they_must_be() =>
        Assert.Equal(
            "a,\"b,c\",\"d\"\"e\",\"f\ng\",\"x\ry\",, h \r\n1,2,3,4,5,6,茶\r\n",
            await Written(["a", "b,c", "d\"e", "f\ng", "x\ry", null, " h "], ["1", "2", "3", "4", "5", "6", "茶"])
        );

    [Fact]
    public async Task Values_stand_as_other_programs_read_them() =>
        Assert.Equal(
            "12.34,2026-11-20,2026-11-20 04:00:00,7,0.006,-5\r\n",
            await Written([
                Money.Cny(12_34),
                new DateOnly(2026, 11, 20),
                new DateTime(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc),
                7L,
                0.006m,
                -5,
            ])
        );

    [Theory]
    [InlineData("=1+1", "'=1+1\r\n")]
    [InlineData("@SUM(1,2)", "\"'@SUM(1,2)\"\r\n")]
    [InlineData(" \"-1", "\"' \"\"-1\"\r\n")]
    [InlineData("＝cmd", "'＝cmd\r\n")]
    [InlineData("茶 - 250g", "茶 - 250g\r\n")]
    public async Task What_a_spreadsheet_would_run_begins_with_an_apostrophe(string name, string line) =>
        Assert.Equal(line, await Written([name]));

    [Fact]
    public async Task A_value_of_no_known_form_is_a_fault() => await Assert.ThrowsAsync<ArgumentException>(() => Written([new object()]));

    private static async Task<string> Written(params object?[][] rows)
    {
        using var bytes = new MemoryStream();
        await using (var text = new StreamWriter(bytes, new UTF8Encoding(false), leaveOpen: true))
        await using (var csv = new CsvRows(text))
        {
            foreach (var row in rows)
            {
                await csv.Write(row, default);
            }
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
