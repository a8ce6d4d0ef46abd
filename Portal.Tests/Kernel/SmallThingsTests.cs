using System.Diagnostics.Metrics;

namespace Portal.Tests.Kernel;

/// <summary>Small things that many lean on: pages of lists, references, texts for logs, the version, the meters.</summary>
public sealed class SmallThingsTests
{
    [Theory]
    [InlineData(25, 25)]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void A_page_has_at_least_one_row_and_at_most_a_hundred(int asked, int given) => Assert.Equal(given, new PageAsk(asked).Take);

    [Fact]
    public void An_empty_page_leads_nowhere()
    {
        var page = Page<int>.Empty;
        Assert.Empty(page.Rows);
        Assert.Equal(((long?)null, (long?)null, (long?)0), (page.Newer, page.Older, page.Count));
    }

    [Theory]
    [InlineData("PB-20261121-0007", true)]
    [InlineData("A0", true)]
    [InlineData("000", false)]
    [InlineData("", false)]
    [InlineData(" -/- ", false)]
    [InlineData("notprovided", false)]
    [InlineData("N/A", false)]
    [InlineData("无", false)]
    [InlineData("NONE1", true)]
    public void A_reference_tells_one_thing_from_another_or_only_fills_its_field(string text, bool identifies) =>
        Assert.Equal(identifies, Reference.Identifies(text));

    [Theory]
    [InlineData("to zhao@example.test now", "to [address] now")]
    [InlineData("/reset?token=abc123&x=1", "/reset?token=[token]&x=1")]
    [InlineData("id 11010519491231002X", "id [number]")]
    [InlineData("call 13800138000", "call [number]")]
    [InlineData("bill 20261120", "bill 20261120")]
    [InlineData("a\nb\u202Ec", "a\\u000ab\\u202ec")]
    public void A_log_line_has_no_person_in_it_and_stays_a_line(string said, string kept) => Assert.Equal(kept, Redaction.Clean(said));

    [Theory]
    [InlineData("0.1.0", 0, 1, 0)]
    [InlineData("12.3.4-rc1", 12, 3, 4)]
    public void A_version_is_three_numbers(string text, int major, int minor, int patch)
    {
        Assert.True(Release.TryRead(text, out var read));
        Assert.Equal((major, minor, patch), read);
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.x")]
    [InlineData("")]
    [InlineData("-1.2.3")]
    public void What_is_no_version_is_of_a_later_one(string text)
    {
        Assert.False(Release.TryRead(text, out _));
        Assert.True(Release.IsLater(text));
        Assert.False(Release.IsLater(Release.Version));
        Assert.False(Release.IsLater("0.0.1"));
        Assert.True(Release.IsLater("999.0.0"));
    }

    [Fact]
    public void The_shape_of_a_number_is_that_of_its_thing() =>
        Assert.Equal((NumberShape.Counted, NumberShape.Yearly), (Things.Account.Shape, Things.Case.Shape));

    [Fact]
    public void What_is_counted_says_what_it_was()
    {
        var heard = new List<(string Name, long By, string? Tag)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Name == "portal.mails")
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, by, tags, _) =>
            {
                if (tags.Length > 0 && tags[0].Key == "kernel-test")
                {
                    heard.Add((instrument.Name, by, tags[0].Value as string));
                }
            }
        );
        listener.Start();
        Telemetry.Mails.Count("kernel-test", "sent", 2);
        Assert.Equal(("portal.mails", 2L, "sent"), Assert.Single(heard));
    }
}
