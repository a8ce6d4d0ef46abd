using System.Globalization;
using System.Reflection;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Portal.Components.Notifications;
using Portal.Domain.Notifications;
using Portal.Resources;

namespace Portal.Tests.Notifications;

public sealed class NoticeScreenTests : BunitContext
{
    public NoticeScreenTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        DefaultWaitTimeout = TimeSpan.FromMilliseconds(Site.PatienceMs);
    }

    [Fact]
    public void Every_kind_has_a_row_a_name_a_title_and_a_sentence_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<NoticeKind>(), NoticeRules.Table.Select(rule => rule.Kind).Order());
        foreach (var culture in new[] { "en", "zh-CN" }.Select(CultureInfo.GetCultureInfo))
        {
            var missing = Enum.GetValues<NoticeKind>()
                .SelectMany(kind => new[] { $"Kind_{kind}", $"Title_{kind}", $"Text_{kind}" })
                .Concat(Enum.GetValues<NoticeGroup>().Select(group => $"Group_{group}"))
                .Concat(Enum.GetValues<NoticeWay>().Select(way => $"Way_{way}"))
                .Where(key => NoticesTexts.ResourceManager.GetString(key, culture) is null);
            Assert.Empty(missing);
        }
    }

    [Fact]
    public async Task The_bell_counts_the_unread_groups_them_by_thing_and_moves_without_a_reload()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, owner) = await world.Organisation("qinghe");
        await Notify(world, merchant, NoticeKind.MessageHeld, "MSG-1", 1);
        Services.AddSingleton(world.Get<NoticeService>());
        Services.AddSingleton(world.Get<NoticeWakeups>());
        Services.AddSingleton(world.Get<SettlementZone>());
        SetRendererInfo(new Microsoft.AspNetCore.Components.RendererInfo("Server", isInteractive: true));

        var bell = Render<NoticeMenu>(bell => bell.Add(one => one.Actor, owner));
        bell.WaitForAssertion(() => Assert.Equal("1", bell.Find(".n-count").TextContent));
        Assert.Equal("/m/qinghe/messages/MSG-1", bell.Find("a.n-line").GetAttribute("href"));

        await Notify(world, merchant, NoticeKind.MessageFailed, "MSG-2", 2);
        await Notify(world, merchant, NoticeKind.MessageReturned, "MSG-1", 3);
        await world.Get<NoticeWatch>().Look(Xunit.TestContext.Current.CancellationToken);
        bell.WaitForAssertion(() => Assert.Equal("3", bell.Find(".n-count").TextContent));
        Assert.Equal([2, 1], bell.FindAll(".n-things > li").Select(group => group.QuerySelectorAll(".n-line").Length));
        Assert.Contains("3 unread", bell.Find("summary").TextContent, StringComparison.Ordinal);

        await bell.Find(".n-head button").ClickAsync(new());
        bell.WaitForAssertion(() => Assert.Empty(bell.FindAll(".n-count")));
        Assert.Equal(0, (await world.Get<NoticeService>().Bell(owner, Xunit.TestContext.Current.CancellationToken)).Unread);
    }

    [Fact]
    public async Task A_window_that_another_thread_wakes_goes_on_in_its_readers_language()
    {
        var board = new NoticeWakeups();
        var seen = new List<string>();
        var pulsed = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        using var listening = board.Listen(
            7,
            () =>
            {
                seen.Add(CultureInfo.CurrentUICulture.Name);
                return Task.CompletedTask;
            }
        );
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await board.Pulse(7);
        Assert.Equal(["zh-CN"], seen);
        Assert.Equal("en", CultureInfo.CurrentUICulture.Name);
        CultureInfo.CurrentUICulture = pulsed;
    }

    /// <summary>A render begun by another thread has that thread's culture. Whoever may begin one keeps the context it was asked in.</summary>
    [Fact]
    public void Nothing_else_that_outlives_a_circuit_calls_into_one()
    {
        var callers = new[] { typeof(NoticeWakeups).Assembly, typeof(NoticeMenu).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetEvents(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Length > 0)
            .Select(type => type.Name)
            .Order();
        // SessionBell is heard by CircuitDoor, which goes on in the circuit's context; Confirmations and an UndoOffer belong to one circuit.
        Assert.Equal(["Confirmations", "SessionBell", "UndoOffer"], callers);
    }

    private static async Task Notify(World world, Merchant merchant, NoticeKind kind, string number, int key)
    {
        await using var db = world.Db();
        var notification = new Notification(kind, new NoticeThing("message", number, "qinghe"), $"k{key}", "Autumn tea", "Qinghe");
        await db.Notify(notification, db.OwnersOf(merchant.Id), Xunit.TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }
}
