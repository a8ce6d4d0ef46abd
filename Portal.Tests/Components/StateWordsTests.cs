using System.Collections;
using System.Globalization;
using System.Reflection;
using Bunit;
using Portal.Components.Approvals;
using Portal.Components.Banking;
using Portal.Components.Payments;
using Portal.Components.Settlement;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Tests.Components;

/// <summary>Every state and cause of the domain has words of its own, in both languages.</summary>
public sealed class StateWordsTests : BunitContext
{
    /// <summary>Where two values are rightly called the same, each with its reason.</summary>
    private static readonly string[] Alike =
    [
        // A kind of money is a colour there, not words.
        "MoneyLabels.Mark",
        // A picture, and none where nothing has to be said.
        "AccountLabels.Icon",
    ];

    private static readonly MethodInfo[] Words =
    [
        .. typeof(BankLabels)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Words", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters() is [{ ParameterType.IsEnum: true }])
            .Where(method => method.ReturnType == typeof(string) || typeof(IStructuralEquatable).IsAssignableFrom(method.ReturnType)),
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_state_is_called_something_of_its_own(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);
        var wrong = new List<string>();
        Assert.True(Words.Length > 40, $"{Words.Length} kinds of words");
        foreach (var method in Words.Where(method => !Alike.Contains(Name(method))))
        {
            var type = method.GetParameters()[0].ParameterType;
            var said = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach (var value in Enum.GetValues(type))
            {
                var text = Said(method, value);
                if (string.IsNullOrWhiteSpace(text) || text.Contains('_', StringComparison.Ordinal))
                {
                    wrong.Add($"{Name(method)}({value}) has no words: {text}");
                }
                else if (!said.TryAdd(text, value))
                {
                    wrong.Add($"{Name(method)}({value}) is called as {said[text]} is: {text}");
                }
                else if (language == "zh-CN" && text == value.ToString())
                {
                    wrong.Add($"{Name(method)}({value}) is the code's own name");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_state_and_cause_of_a_payout_has_its_standing()
    {
        foreach (var state in Enum.GetValues<PayoutState>())
        {
            foreach (var (stopped, changed) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
            {
                var standing = PayoutProgresses.Of(state, stopped, changed);
                var kept = state == PayoutState.Proposed && (stopped || changed);
                Assert.Equal(kept, standing is PayoutProgress.Stopped or PayoutProgress.AccountChanged);
                Assert.True(kept || MoneyLabels.Progress(standing) == MoneyLabels.Payout(state));
                Assert.True(!kept || (standing == PayoutProgress.Stopped) == stopped);
            }
        }

        Assert.Equal(PayoutProgress.CarriedStopped, PayoutProgresses.Of(PayoutOutcome.Held));
        Assert.NotEqual(MoneyLabels.Progress(PayoutProgress.NothingOwed).Text, MoneyLabels.Progress(PayoutProgress.CarriedStopped).Text);
    }

    [Fact]
    public void An_added_role_is_called_added_and_a_changed_value_changed()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        string Mark(string field, string? before, string? after)
        {
            var table = Render<ApprovalComparison>(parameters =>
                parameters
                    .Add(
                        one => one.Lines,
                        [new ContentLine("person", "a@example.test", "a@example.test"), new ContentLine(field, before, after)]
                    )
                    .Add(one => one.Zone, TimeZoneInfo.Utc)
            );
            return table.Find("td .p-muted").TextContent;
        }

        Assert.Equal(ApprovalsTexts.AddedMark, Mark("role", "Auditor", "FinanceOfficer"));
        Assert.Equal(ApprovalsTexts.AddedMark, Mark("owner", null, "Lin Yue"));
        Assert.Equal(ApprovalsTexts.RemovedMark, Mark("owner", "Lin Yue", null));
        Assert.Equal(ApprovalsTexts.ChangedMark, Mark("owner", "Lin Yue", "Wang Fang"));
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static string Said(MethodInfo method, object value) =>
        method.Invoke(null, [value]) switch
        {
            string text => text,
            (_, _, string text) => text,
            (_, string text) => text,
            var other => other?.ToString() ?? string.Empty,
        };
}
