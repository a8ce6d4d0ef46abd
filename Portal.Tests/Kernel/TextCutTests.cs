using System.Text.RegularExpressions;

namespace Portal.Tests.Kernel;

/// <summary>Texts of others are cut in one place, where a character is a character and what no database keeps is gone.</summary>
public sealed partial class TextCutTests
{
    /// <summary>Cuts that are of no text from outside, by file: numbers, hashes, dates and forms whose every character is known.</summary>
    private static readonly HashSet<string> Known =
    [
        "AccountDraft.cs",
        "AlipayArchive.cs",
        "AlipayScan.cs",
        "ApprovalDetail.razor",
        "BankAccount.cs",
        "BankImportService.cs",
        "BankLabels.cs",
        "BankXml.cs",
        "BillAmount.cs",
        "BillEncoding.cs",
        "BillFiles.cs",
        "BillImport.cs",
        "BillLines.cs",
        "BillSniffer.cs",
        "BillTime.cs",
        "CheckedFile.cs",
        "CopyRows.cs",
        "CredentialService.cs",
        "CreditCodeRules.cs",
        "CreditCodes.cs",
        "DayChart.razor.cs",
        "DemoBills.cs",
        "DemoGateways.cs",
        "DocumentVault.cs",
        "FileExamination.cs",
        "Folded.cs",
        "IbanRules.cs",
        "IdentityNumberRules.cs",
        "LedgerCode.cs",
        "MarkdownRules.cs",
        "Mask.cs",
        "MoneyText.cs",
        "OperatorAccount.cs",
        "PdfRules.cs",
        "PersonalDataKeys.cs",
        "PictureShape.cs",
        "RecordDetail.razor.cs",
        "RefusalText.cs",
        "RiskLists.cs",
        "RowBytes.cs",
        "SamePerson.cs",
        "ScaleSeedService.cs",
        "SealedColumn.cs",
        "Specimen.cs",
        "SqliteRows.cs",
        "StatementFiles.razor.cs",
        "TermsLabels.cs",
        "Text.cs",
        "TextCheck.cs",
        "WalletSignInService.cs",
    ];

    [Theory]
    [InlineData("tea", 3, "tea")]
    [InlineData("tea", 2, "te")]
    [InlineData("te🍵", 3, "te")]
    [InlineData("te🍵", 4, "te🍵")]
    [InlineData("e\u0301e\u0301", 3, "e\u0301")]
    [InlineData("👨‍👩‍👧x", 8, "👨‍👩‍👧")]
    [InlineData("👨‍👩‍👧x", 7, "👨‍👩‍")]
    [InlineData("a\0b", 10, "ab")]
    [InlineData("", 5, "")]
    public void A_cut_never_ends_inside_a_character(string text, int max, string cut) => Assert.Equal(cut, Text.Cut(text, max));

    [Fact]
    public void Half_a_character_is_shown_as_the_sign_for_it() =>
        Assert.Equal(("a\ufffd", "\ufffda"), (Text.Cut("a\ud83d", 10), Text.Cut("\udf75a", 10)));

    [Fact]
    public void Whatever_is_cut_is_within_its_length_and_well_formed()
    {
        var chance = new Random(20_261_120);
        string[] pieces = ["a", "茶", "🍵", "e\u0301", "\0", "\ud83d", "\udf75", "👩‍🍳", "\u0301"];
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, chance.Next(30)).Select(_ => pieces[chance.Next(pieces.Length)]));
            var max = chance.Next(1, 40);
            foreach (var cut in new[] { Text.Cut(text, max), Text.Tail(text, max) })
            {
                Assert.True(cut.Length <= max);
                Assert.True(Text.IsWellFormed(cut), $"{i}: {cut}");
            }
        }
    }

    [Fact]
    public void No_text_of_others_is_cut_anywhere_else()
    {
        var found = Sources()
            .Where(file => Cut().IsMatch(file.Text) && !Known.Contains(Path.GetFileName(file.Path)))
            .Select(file => file.Path);
        Assert.Empty(found);
        Assert.Empty(Known.Except(Sources().Where(file => Cut().IsMatch(file.Text)).Select(file => Path.GetFileName(file.Path))));
    }

    [Fact]
    public void No_text_of_others_is_folded_anywhere_else() =>
        // Half a surrogate pair makes Normalize throw: on every database, and before anything was checked.
        Assert.Equal(
            ["Text.cs"],
            Sources().Where(file => file.Text.Contains(".Normalize(", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Path))
        );

    [Theory]
    [InlineData("name[..max]", true)]
    [InlineData("name[^max..]", true)]
    [InlineData("name[..(max - 1)]", true)]
    [InlineData("text.Substring(0, 5)", true)]
    [InlineData("text.AsSpan(0, end)", true)]
    [InlineData("values is [.., 1]", false)]
    [InlineData("text[1..]", false)]
    public void A_cut_is_found(string code, bool isCut) => Assert.Equal(isCut, Cut().IsMatch(code));

    private static IEnumerable<(string Path, string Text)> Sources() =>
        new[] { "Portal", "Portal.Domain" }
            .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"))
            .Where(file => !file.Path.Contains("Migrations", StringComparison.Ordinal));

    [GeneratedRegex(@"\w\)?\??\[(\^\w+)?\.\.[^\]\s,][^\]]*\]|\w\[\^\w+\.\.\]|\.Substring\(|\.AsSpan\(0, ")]
    private static partial Regex Cut();
}
