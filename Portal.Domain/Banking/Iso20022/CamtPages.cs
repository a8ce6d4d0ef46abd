using System.Globalization;

namespace Portal.Domain.Banking;

/// <summary>A long statement comes in pages under one id: it opens with the first and closes with the last.</summary>
internal static class CamtPages
{
    public static IReadOnlyList<ReadStatement> Join(IReadOnlyList<ReadStatement> pages)
    {
        var joined = new List<ReadStatement>();
        foreach (var same in pages.GroupBy(page => (page.AccountNumber, page.Reference)))
        {
            ReadStatement? whole = null;
            foreach (var page in same.OrderBy(page => page.FromDay).ThenBy(page => page.PageNo).ThenBy(page => page.SequenceNo))
            {
                if (whole is not null && !GoesOn(whole, page))
                {
                    joined.Add(Numbered(whole));
                    whole = null;
                }

                whole = whole is null ? page : With(whole, page);
            }

            joined.Add(Numbered(whole!));
        }

        return joined;
    }

    /// <summary>The next page of the same statement, not another statement that begins with the same number again.</summary>
    private static bool GoesOn(ReadStatement whole, ReadStatement page) =>
        whole.ClosesBetween || page.OpensBetween || (whole.SequenceNo == page.SequenceNo && page.FromDay <= whole.ToDay);

    private static ReadStatement With(ReadStatement whole, ReadStatement page) =>
        whole with
        {
            ToDay = page.ToDay > whole.ToDay ? page.ToDay : whole.ToDay,
            ClosingMinor = page.ClosingMinor,
            ClosesBetween = page.ClosesBetween,
            Entries = [.. whole.Entries, .. page.Entries],
        };

    /// <summary>A line without a reference of the bank's is known by its place in this statement, and by nothing else.</summary>
    private static ReadStatement Numbered(ReadStatement statement) =>
        statement with
        {
            Entries =
            [
                .. statement.Entries.Select(
                    (entry, at) =>
                        entry.OwnRef
                            ? entry
                            : entry with
                            {
                                ServicerRef = string.Create(CultureInfo.InvariantCulture, $"#{at + 1}@{statement.Identity}"),
                            }
                ),
            ],
        };
}
