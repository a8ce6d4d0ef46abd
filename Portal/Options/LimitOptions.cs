namespace Portal.Options;

/// <summary>
/// How much one visitor and all of them together may ask for (section <c>Limits</c>). A visitor is a person who is signed in, else an address
/// (an IPv6 /64 counts as one). Counted in memory per process: a restart forgets, and two servers count apart.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>The most that any limit may be set to.</summary>
    public const int Most = 1_000_000;

    /// <summary>Requests of one person within a minute. Styles, scripts and health are not counted, nor what travels in a page's socket.</summary>
    public int RequestsPerPerson { get; set; } = 600;

    /// <summary>Requests of strangers from one address within a minute: many phones of one network share an address.</summary>
    public int RequestsPerAddress { get; set; } = 1_200;

    /// <summary>Requests of all strangers together within a minute: what is left belongs to who is signed in.</summary>
    public int RequestsOfStrangers { get; set; } = 12_000;

    /// <summary>
    /// Requests in hand at one moment. A person has at most a tenth of them, strangers together at most a half, one address of
    /// strangers an eighth of that.
    /// </summary>
    public int RequestsAtOnce { get; set; } = 400;

    /// <summary>Files that one person takes at one moment.</summary>
    public int FilesPerPerson { get; set; } = 3;

    /// <summary>Files that leave at one moment, whoever takes them.</summary>
    public int FilesAtOnce { get; set; } = 12;

    /// <summary>Files that one person takes within an hour.</summary>
    public int FilesPerHour { get; set; } = 120;

    /// <summary>Pages that one person has open at one moment; each holds memory here as long as it is open.</summary>
    public int PagesPerPerson { get; set; } = 40;

    /// <summary>Open pages of strangers from one address. No page that strangers read needs one.</summary>
    public int PagesPerAddress { get; set; } = 5;

    /// <summary>Open pages of all strangers together.</summary>
    public int PagesOfStrangers { get; set; } = 50;

    /// <summary>Open pages of everybody together.</summary>
    public int PagesAtOnce { get; set; } = 3_000;

    public static LimitOptions From(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<LimitOptions>() ?? new LimitOptions();
}
