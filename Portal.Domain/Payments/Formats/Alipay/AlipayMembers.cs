namespace Portal.Domain.Payments;

internal static class AlipayMembers
{
    /// <summary>The archive, when it has at least one member of this title.</summary>
    public static AlipayArchive? Open(Stream stream, FileFacts facts, string title, string format, BillProblems problems)
    {
        if (AlipayArchive.Open(stream, facts, problems) is not { } archive)
        {
            return null;
        }

        if (Of(archive, title).Count > 0)
        {
            return archive;
        }

        var guess = archive
            .Members.Select(member => BillSniffer.Guess(member.FirstLine))
            .FirstOrDefault(found => found is not null && found != format);
        problems.Add(
            guess is null
                ? BillSniffer.Problem(PaymentsRefusals.BillAlipayNoDetail)
                : BillSniffer.Problem(PaymentsRefusals.BillOtherFormat, guess)
        );
        archive.Dispose();
        return null;
    }

    public static IReadOnlyList<AlipayMember> Of(AlipayArchive archive, string title) =>
        [.. archive.Members.Where(member => member.FirstLine.Contains(title, StringComparison.Ordinal))];
}
