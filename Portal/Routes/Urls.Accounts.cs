namespace Portal.Routes;

public static partial class Urls
{
    public static string Accounts(string merchant) => $"/m/{merchant}/accounts";

    public static string NewAccount(string merchant, int step = 1) =>
        step == 1 ? $"/m/{merchant}/accounts/new" : FormattableString.Invariant($"/m/{merchant}/accounts/new?step={step}");

    public static string Account(string merchant, string handle) => $"/m/{merchant}/accounts/{handle}";

    public static string AccountHistory(string merchant, string handle) => $"/m/{merchant}/accounts/{handle}/history";

    public static string Certification(string merchant, string handle) => $"/m/{merchant}/accounts/{handle}/certification";

    public static string LetterTemplate(string merchant, string handle) => $"/m/{merchant}/accounts/{handle}/certification/letter";

    public static string Document(string merchant, long id) => FormattableString.Invariant($"/m/{merchant}/documents/{id}");

    public static string Case(string number, string? document = null) =>
        document is null ? $"/review/{number}" : $"/review/{number}?doc={document}";

    public static string CaseDocument(string number, long id) => FormattableString.Invariant($"/review/{number}/documents/{id}");

    public static string Avatar(string key) => $"/avatars/{key}";
}
