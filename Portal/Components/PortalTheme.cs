using MudBlazor;

namespace Portal.Components;

/// <summary>
/// MudBlazor's part of the look. Colours on the page come from the tokens of portal.css (which outweigh these); the palettes here feed what
/// MudBlazor computes itself (hover shades, ripples), and type, radius and heights replace its defaults.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Fonts =
    [
        "Inter",
        "system-ui",
        "-apple-system",
        "Segoe UI",
        "Roboto",
        "PingFang SC",
        "Hiragino Sans GB",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "sans-serif",
    ];

    public static MudTheme Theme { get; } =
        new()
        {
            PaletteLight = Light(),
            PaletteDark = Dark(),
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "7px",
                DrawerWidthLeft = "236px",
                AppbarHeight = "56px",
            },
            Typography = Type(),
        };

    private static PaletteLight Light() =>
        new()
        {
            Background = "#F6F7F9",
            Surface = "#FFFFFF",
            AppbarBackground = "#FFFFFF",
            AppbarText = "#16191F",
            BackgroundGray = "#F9FAFB",
            DrawerBackground = "#F9FAFB",
            DrawerText = "#505967",
            LinesDefault = "#E3E6EB",
            Divider = "#E3E6EB",
            TableLines = "#E3E6EB",
            LinesInputs = "#868E9C",
            TextPrimary = "#16191F",
            TextSecondary = "#505967",
            TextDisabled = "#626C7C",
            ActionDefault = "#505967",
            Primary = "#0B6E5F",
            PrimaryContrastText = "#FFFFFF",
            Info = "#1D5FD1",
            Success = "#16703F",
            Warning = "#8A5200",
            Error = "#BF2230",
        };

    private static PaletteDark Dark() =>
        new()
        {
            Background = "#0E1116",
            Surface = "#161A21",
            AppbarBackground = "#161A21",
            AppbarText = "#ECEFF4",
            BackgroundGray = "#1B2029",
            DrawerBackground = "#12161C",
            DrawerText = "#A9B2C0",
            LinesDefault = "#2A303B",
            Divider = "#2A303B",
            TableLines = "#2A303B",
            LinesInputs = "#6C7686",
            TextPrimary = "#ECEFF4",
            TextSecondary = "#A9B2C0",
            TextDisabled = "#8C96A6",
            ActionDefault = "#A9B2C0",
            Primary = "#3FC7AE",
            PrimaryContrastText = "#06231E",
            Info = "#7FB0FF",
            Success = "#56CB89",
            Warning = "#F0B354",
            Error = "#FF8288",
            ErrorContrastText = "#2A0609",
        };

    private static Typography Type() =>
        new()
        {
            Default = new DefaultTypography
            {
                FontFamily = Fonts,
                FontSize = "14px",
                LineHeight = "20px",
                LetterSpacing = "normal",
            },
            H1 = new H1Typography
            {
                FontFamily = Fonts,
                FontSize = "24px",
                LineHeight = "32px",
                FontWeight = "650",
                LetterSpacing = "-0.018em",
            },
            H6 = new H6Typography
            {
                FontFamily = Fonts,
                FontSize = "15px",
                LineHeight = "22px",
                FontWeight = "600",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography
            {
                FontFamily = Fonts,
                FontSize = "14px",
                LineHeight = "20px",
                LetterSpacing = "normal",
            },
            Body2 = new Body2Typography
            {
                FontFamily = Fonts,
                FontSize = "14px",
                LineHeight = "20px",
                LetterSpacing = "normal",
            },
            Caption = new CaptionTypography
            {
                FontFamily = Fonts,
                FontSize = "12.5px",
                LineHeight = "17px",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography
            {
                FontFamily = Fonts,
                FontSize = "13.5px",
                FontWeight = "600",
                LineHeight = "20px",
                LetterSpacing = "normal",
                TextTransform = "none",
            },
        };
}
