using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using Portal.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;

namespace Portal.Tests.Components;

public sealed class SharedComponentTests : BunitContext
{
    private static readonly Page<Row> ThreeRows = new([new(3, "Oolong", 1250), new(2, "Puer", -300), new(1, "White", 0)], null, 1, 3);

    public SharedComponentTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_grid_is_a_table_with_a_caption_row_headers_and_links()
    {
        var grid = Grid(ThreeRows);

        Assert.Equal("Teas", grid.Find("table caption").TextContent);
        Assert.Equal(["Name", "Price"], grid.FindAll("thead th[scope=col]").Select(cell => cell.TextContent));
        Assert.Equal(["/teas/3", "/teas/2", "/teas/1"], grid.FindAll("tbody th[scope=row] a").Select(link => link.GetAttribute("href")));
        Assert.All(grid.FindAll("tbody td"), cell => Assert.Contains("num", cell.ClassName, StringComparison.Ordinal));
        Assert.Equal("Price", grid.Find("tbody td").GetAttribute("data-label"));
    }

    [Fact]
    public void The_pager_leads_to_the_neighbours_in_the_address_and_keeps_the_filters()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/teas?status=paid&before=9");

        var grid = Grid(ThreeRows);

        Assert.True(grid.Find(".p-pager button").HasAttribute("disabled"));
        Assert.EndsWith("/teas?status=paid&before=1", grid.Find(".p-pager a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("3 in all", grid.Find(".p-pager [role=status]").TextContent);
    }

    [Fact]
    public void A_grid_tells_loading_from_empty_from_broken()
    {
        Assert.Contains("Loading", Grid(null).Markup, StringComparison.Ordinal);
        Assert.Contains("No teas yet", Grid(new Page<Row>([], null, null, 0)).Markup, StringComparison.Ordinal);
        var broken = Grid(null, "Teas did not load. Quote 7F3K.");
        Assert.Contains("7F3K", broken.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(broken.FindAll("table"));
    }

    [Fact]
    public void A_sorted_column_says_so_and_the_next_click_turns_it()
    {
        var grid = Grid(ThreeRows, sort: "-price");

        Assert.Equal("descending", grid.FindAll("thead th")[1].GetAttribute("aria-sort"));
        Assert.EndsWith("?sort=price", grid.Find("thead a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chip_always_has_a_word_and_a_mark()
    {
        foreach (var kind in Enum.GetValues<ChipKind>())
        {
            var chip = Render<StateChip>(p => p.Add(c => c.Kind, kind).Add(c => c.Text, "Paid"));
            Assert.Equal("Paid", chip.Find(".p-chip").TextContent.Trim());
            Assert.Single(chip.FindAll(".p-chip-dot"));
        }

        var icon = Render<StateChip>(p => p.Add(c => c.Icon, PortalIcons.Check).Add(c => c.Text, "Paid"));
        Assert.Equal("true", icon.Find("svg").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void A_field_ties_its_control_to_label_hint_and_error()
    {
        var field = Render<Field>(p =>
            p.Add(f => f.For, "email")
                .Add(f => f.Label, "E-mail")
                .Add(f => f.Hint, "We write only about your account.")
                .Add(f => f.Error, "Type an address.")
                .Add(f => f.ChildContent, Input)
        );

        var input = field.Find("input");
        Assert.Equal("email", field.Find("label").GetAttribute("for"));
        Assert.Equal("email", input.Id);
        Assert.Equal("email-hint email-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Type an address.", field.Find("#email-error span").TextContent);
    }

    [Fact]
    public void The_chosen_segment_is_pressed_and_choosing_another_tells_once()
    {
        var chosen = new List<string>();
        var seg = Render<Segmented>(p =>
            p.Add(s => s.Label, "Period")
                .Add(s => s.Segments, [new Segment("7", "7 days"), new Segment("14", "14 days")])
                .Add(s => s.Value, "7")
                .Add(s => s.ValueChanged, EventCallback.Factory.Create<string>(this, chosen.Add))
        );

        seg.FindAll("button")[0].Click();
        seg.FindAll("button")[1].Click();

        Assert.Equal(["true", "false"], seg.FindAll("button").Select(button => button.GetAttribute("aria-pressed")));
        Assert.Equal(["14"], chosen);
    }

    [Fact]
    public void A_stage_says_its_state_in_words()
    {
        var tracker = Render<StageTracker>(p =>
            p.Add(t => t.Label, "Certification")
                .Add(t => t.Stages, [new Stage("Documents", "3 of 5", StageState.NeedsYou), new Stage("Review", null, StageState.ToCome)])
        );

        Assert.Equal(["Needs you", "To come"], tracker.FindAll(".p-hidden").Select(word => word.TextContent));
        Assert.Equal("step", tracker.FindAll("li")[0].GetAttribute("aria-current"));
        Assert.Contains("2", tracker.FindAll(".p-stage-mark")[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("letter.pdf", 900, null)]
    [InlineData("letter.PDF", 900, null)]
    [InlineData("letter.exe", 900, "letter.exe cannot be used here. Choose a file ending in .pdf, .png.")]
    [InlineData("letter.pdf", 0, "letter.pdf is empty. Choose another file.")]
    [InlineData("letter.pdf", 1_001, "letter.pdf is 1 KB. Choose a file up to 1 KB.")]
    public void An_upload_of_the_wrong_kind_or_size_is_refused_with_its_numbers(string name, int size, string? refusal)
    {
        var taken = new List<string>();
        var box = Render<UploadBox>(p =>
            p.Add(b => b.Title, "Letter")
                .Add(b => b.Accept, ".pdf,.png")
                .Add(b => b.MaxBytes, 1_000)
                .Add(b => b.OnFile, EventCallback.Factory.Create<IBrowserFile>(this, file => taken.Add(file.Name)))
        );

        box.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[size], name));

        Assert.Equal(refusal is null ? [name] : [], taken);
        Assert.Equal(refusal, box.FindAll(".p-error span").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public async Task A_dangerous_act_waits_for_the_name_and_happens_once()
    {
        var done = 0;
        var open = true;
        var page = Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<ConfirmDialog>(2);
            builder.AddComponentParameter(3, nameof(ConfirmDialog.Open), open);
            builder.AddComponentParameter(4, nameof(ConfirmDialog.OpenChanged), EventCallback.Factory.Create<bool>(this, on => open = on));
            builder.AddComponentParameter(5, nameof(ConfirmDialog.Title), "Close this account?");
            builder.AddComponentParameter(6, nameof(ConfirmDialog.ConfirmText), "Close account");
            builder.AddComponentParameter(7, nameof(ConfirmDialog.TypeToConfirm), "qinghe");
            builder.AddComponentParameter(8, nameof(ConfirmDialog.OnConfirm), EventCallback.Factory.Create(this, () => done++));
            builder.CloseComponent();
        });
        await page.WaitForElementAsync("#p-confirm-name");

        Assert.True(Button(page).HasAttribute("disabled"));
        await page.Find("#p-confirm-name").InputAsync("qinghe");
        Assert.False(Button(page).HasAttribute("disabled"));
        await Button(page).ClickAsync();

        Assert.Equal(1, done);
        Assert.False(open);

        static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page) =>
            page.FindAll("button").Single(button => button.TextContent.Trim() == "Close account");
    }

    [Fact]
    public void A_problem_without_a_text_draws_nothing() => Assert.Empty(Render<ProblemAlert>().Markup.Trim());

    private static RenderFragment Input(IReadOnlyDictionary<string, object> attributes) =>
        builder =>
        {
            builder.OpenElement(0, "input");
            builder.AddMultipleAttributes(1, attributes);
            builder.CloseElement();
        };

    private IRenderedComponent<PortalGrid<Row>> Grid(Page<Row>? page, string? problem = null, string? sort = null) =>
        Render<PortalGrid<Row>>(p =>
            p.Add(g => g.Caption, "Teas")
                .Add(g => g.Page, page)
                .Add(g => g.Problem, problem)
                .Add(g => g.Sort, sort)
                .Add(g => g.Empty, "No teas yet")
                .AddChildContent<PortalColumn<Row>>(c =>
                    c.Add(x => x.Title, "Name").Add<Row>(x => x.Cell, row => $"<a href=\"/teas/{row.Id}\">{row.Name}</a>")
                )
                .AddChildContent<PortalColumn<Row>>(c =>
                    c.Add(x => x.Title, "Price")
                        .Add(x => x.Num, true)
                        .Add(x => x.Sort, "price")
                        .Add<Row>(x => x.Cell, row => Fmt.Money(Money.Cny(row.Fen)))
                )
        );

    private sealed record Row(long Id, string Name, long Fen);
}
