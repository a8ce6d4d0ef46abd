using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: Portal.Tests.Harness.ClosePages]

namespace Portal.Tests.Harness;

/// <summary>
/// Closes what a test has opened in the browser when the test is over: each page left open is a process and a circuit that go on working.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosePagesAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Opened = new(StringComparer.Ordinal);

    internal static void Keep(IBrowserContext context)
    {
        if (TestContext.Current.Test is { } test)
        {
            Opened.GetOrAdd(test.UniqueID, _ => []).Add(context);
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Opened.TryRemove(test.UniqueID, out var contexts))
        {
            // Nobody waits: the next test has pages of its own.
            _ = Task.Run(() => Task.WhenAll(contexts.Select(context => context.CloseAsync())));
        }
    }
}
