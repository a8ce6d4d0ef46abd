using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Routes;

namespace Portal.Tests.Identity;

/// <summary>Who tries at the door does not learn whether an address has an account.</summary>
public sealed partial class EqualAnswersTests
{
    private const int Tries = 500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_tries_at_a_known_and_an_unknown_address_are_answered_alike()
    {
        await using var site = await DoorSite.Open(
            "Development",
            ("Portal:TrustedProxies:0", "127.0.0.0/8"),
            ("Portal:TrustedProxies:1", "::1")
        );
        await site.Person("known@example.test");
        using var known = await Caller.At(site, "203.0.113.9", "known@example.test");
        using var unknown = await Caller.At(site, "198.51.100.9", "nobody@example.test");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            Assert.Equal(await known.Try(), await unknown.Try());
        }

        // Three different things were said on the way: wrong, locked until, too often from here.
        Assert.Equal(3, known.Said.Distinct().Count());
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"median of the tries that were looked at: known {known.Median:F1} ms, unknown {unknown.Median:F1} ms, ratio {known.Median / unknown.Median:F2}"
            )
        );
    }

    private sealed partial class Caller(HttpClient http, Dictionary<string, string> form) : IDisposable
    {
        private readonly List<double> _times = [];

        public List<string> Said { get; } = [];

        /// <summary>Of the first tries, at which a password is looked at.</summary>
        public double Median =>
            _times.Take(SignInPolicies.WrongTriesPerAddress.Standard).Order().ElementAt(SignInPolicies.WrongTriesPerAddress.Standard / 2);

        public static async Task<Caller> At(DoorSite site, string from, string email)
        {
            var http = site.Http();
            http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
            var page = await http.GetStringAsync(new Uri(Urls.SignIn, UriKind.Relative), Ct);
            var form = Hidden()
                .Matches(page)
                .Select(input => input.Value)
                .Select(input => (Name: Of(input, "name"), Value: Of(input, "value")))
                .Where(field => field.Name.Length > 0)
                .DistinctBy(field => field.Name)
                .ToDictionary(field => field.Name, field => field.Value);
            form["_handler"] = "sign-in";
            form["Form.Email"] = email;
            form["Form.Password"] = "wrong wrong wrong";
            return new Caller(http, form);
        }

        /// <summary>The whole answer but for what is another in every answer: tokens, times of day, minutes to wait, and the address itself.</summary>
        public async Task<string> Try()
        {
            var start = Stopwatch.GetTimestamp();
            using var content = new FormUrlEncodedContent(form);
            using var answer = await http.PostAsync(new Uri(Urls.SignIn, UriKind.Relative), content, Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            _times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            var plain = Fleeting().Replace(body, "").Replace(form["Form.Email"], "x", StringComparison.Ordinal);
            Said.Add(Alert().Match(plain).Groups[1].Value.Trim());
            var headers = answer
                .Headers.Where(header => header.Key is not ("Date" or "Set-Cookie" or "Retry-After"))
                .Select(header => $"{header.Key}: {string.Join(' ', header.Value)}");
            return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{plain}";
        }

        public void Dispose() => http.Dispose();

        private static string Of(string input, string name) =>
            WebUtility.HtmlDecode(Regex.Match(input, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

        [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
        private static partial Regex Hidden();

        [GeneratedRegex(@"value=""CfDJ8[^""]*""|nonce=""[^""]*""|\d+ minutes?|\d\d:\d\d|<!--.*?-->", RegexOptions.Singleline)]
        private static partial Regex Fleeting();

        [GeneratedRegex(@"class=""p-alert[^>]*>(.*?)</div>", RegexOptions.Singleline)]
        private static partial Regex Alert();
    }
}
