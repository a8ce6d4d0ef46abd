using Microsoft.Playwright;

namespace Portal.Tests.Harness;

/// <summary>Whether the focus is seen.</summary>
public sealed partial class Site
{
    /// <summary>
    /// Fails when something that takes the focus by keyboard looks the same with it as without: no outline, border, shadow or ground of its
    /// own, of its label or of what holds it changes. Axe cannot see this.
    /// </summary>
    public static async Task FocusSeen(IPage page)
    {
        // A real key first: focus moved by script is shown like focus moved by keys only after one.
        await page.Keyboard.PressAsync("Tab");
        var (looked, unseen) = await LookAtFocus(page);
        Assert.True(looked > 0, $"Nothing at {page.Url} takes the focus.");
        Assert.True(unseen.Length == 0, $"Focus is not seen at {page.Url}:\n{string.Join("\n", unseen)}");
    }

    private static async Task<(int Looked, string[] Unseen)> LookAtFocus(IPage page)
    {
        var found = await page.EvaluateAsync<string[]>(
            """
            async () => {
                const takes = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
                const near = one => [one, one.nextElementSibling, ...(one.labels || []), one.parentElement, one.parentElement?.parentElement]
                    .filter(other => other);
                const look = one => near(one).map(other => {
                    const style = getComputedStyle(other);
                    const ring = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 ? '' : style.outline;
                    return [ring, style.boxShadow, style.borderColor, style.backgroundColor].join('|');
                }).join('/');
                const all = [...document.querySelectorAll(takes)].filter(one =>
                    !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
                const unseen = [];
                const drawn = async () => {
                    await new Promise(requestAnimationFrame);
                    await new Promise(requestAnimationFrame);
                };
                document.activeElement?.blur();
                await drawn();
                for (const one of all) {
                    document.activeElement?.blur();
                    const before = look(one);
                    one.focus();
                    if (document.activeElement !== one || look(one) !== before) continue;
                    // With less motion asked for, every style changes within a hundredth of a millisecond, but not at once.
                    await drawn();
                    if (look(one) === before) unseen.push(one.outerHTML.slice(0, 160));
                }
                document.activeElement?.blur();
                return [String(all.length), ...unseen];
            }
            """
        );
        return (int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture), found[1..]);
    }
}
