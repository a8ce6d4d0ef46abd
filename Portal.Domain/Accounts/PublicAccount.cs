using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>Subscription: one broadcast a day. Service: four a calendar month, may take payments once certified.</summary>
public enum AccountType
{
    Subscription,
    Service,
}

/// <summary>A public account (公众号) of a merchant: what followers find, follow and read.</summary>
internal sealed partial class PublicAccount : IOfMerchant, IVersioned
{
    public const int IntroductionMax = 120;
    public const int ReasonMax = 200;

    private readonly List<AccountStateChange> _changes = [];

    private PublicAccount() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary>What people quote: <c>PA-000123</c>.</summary>
    public string Number { get; private set; } = string.Empty;
    public AccountType Type { get; private set; }
    public AccountState State { get; private set; }

    /// <summary>Unique name in addresses, folded: lower-case latin letters, digits, underscore. Never changes.</summary>
    public string Handle { get; private set; } = string.Empty;

    /// <summary>The handle's skeleton: unique, so that no second handle reads like the first.</summary>
    public string HandleKey { get; private set; } = string.Empty;
    public string DisplayName { get; private set; } = string.Empty;

    /// <summary>The name's skeleton: names that read alike share it, so that all certified names can be asked for one.</summary>
    public string NameKey { get; private set; } = string.Empty;
    public AccountCategory Category { get; private set; }
    public string Introduction { get; private set; } = string.Empty;

    /// <summary>The key of its picture, or null: then the first character of the name stands in.</summary>
    public string? AvatarKey { get; private set; }
    public DateTime RegisteredUtc { get; private set; }

    /// <summary>The last day of the badge; null when it was never certified.</summary>
    public DateOnly? CertifiedUntil { get; private set; }

    /// <summary>The legal name behind the badge, as it was certified.</summary>
    public string? CertifiedName { get; private set; }

    /// <summary>A case is under way that was handed in with this name; set and taken by certification.</summary>
    public bool NameInReview { get; private set; }
    public bool CategoryInReview { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<AccountStateChange> Changes => _changes;

    public bool IsCertified => State is AccountState.Certified;

    /// <summary>What was certified stays as it was: while the badge is shown, and while it only waits for a measure to end.</summary>
    public bool KeepsBadge => IsCertified || (State is AccountState.Restricted or AccountState.Suspended && CertifiedUntil is not null);

    public ProfileHold NameHold => Hold(NameInReview);
    public ProfileHold CategoryHold => Hold(CategoryInReview);

    internal static PublicAccount Register(Merchant merchant, string number, AccountForm form, Actor by, DateTime nowUtc)
    {
        var handle = HandleRules.Parse(form.Handle);
        var account = new PublicAccount
        {
            MerchantId = merchant.Id,
            Number = number,
            Type = form.Type,
            Handle = handle,
            HandleKey = HandleRules.Key(handle),
            RegisteredUtc = nowUtc,
        };
        account.Describe(form.Name, form.Category, form.Introduction, form.AvatarKey);
        account.Move(AccountState.Live, by, OwnWord.Of("registered"), nowUtc);
        return account;
    }

    /// <summary>It is just what this form asks for.</summary>
    internal bool IsAsked(AccountForm form) =>
        Type == form.Type
        && Category == form.Category
        && AvatarKey == form.AvatarKey
        && DisplayName == NameRules.Parse(form.Name)
        && Introduction == Text.Required(form.Introduction, nameof(form.Introduction), IntroductionMax);

    /// <summary>Changes the profile. Name and category stay as they are while they are certified or being certified.</summary>
    internal void Describe(string? name, AccountCategory category, string? introduction, string? avatarKey)
    {
        var form = new FormCheck();
        var parsed = form.Of(() => Renamed(name));
        form.Of(() => DemandCategory(category));
        var about = form.Of(() => Text.Required(introduction, "Introduction", IntroductionMax));
        form.Demand();
        (DisplayName, NameKey) = (parsed, ConfusableRules.Skeleton(parsed));
        Category = category;
        Introduction = about;
        AvatarKey = avatarKey;
    }

    private string Renamed(string? name)
    {
        var parsed = NameRules.Parse(name);
        if (parsed != DisplayName)
        {
            Demand(NameHold, AccountsRefusals.NameCertified, AccountsRefusals.NameInReview, "Name");
        }

        return parsed;
    }

    private void DemandCategory(AccountCategory category)
    {
        if (!Enum.IsDefined(category))
        {
            throw new Refusal(AccountsRefusals.CategoryUnknown).On("Category");
        }

        if (category != Category)
        {
            Demand(CategoryHold, AccountsRefusals.CategoryCertified, AccountsRefusals.CategoryInReview, "Category");
        }
    }

    /// <summary>Keeps name and category as they are under review; what the reviewer asks about is let go.</summary>
    internal void HoldProfile(bool name, bool category) => (NameInReview, CategoryInReview) = (name, category);

    /// <summary>
    /// Gives the badge. A restriction or suspension is another matter and goes on: the badge is shown when it ends.
    /// </summary>
    internal void Certify(string legalName, DateOnly until, Actor by, string why, DateTime nowUtc)
    {
        if (State is AccountState.Draft or AccountState.Closed)
        {
            throw new Refusal(AccountsRefusals.MoveNotAllowed, State, AccountState.Certified);
        }

        HoldProfile(name: false, category: false);
        (CertifiedUntil, CertifiedName) = (until, legalName);
        if (State is AccountState.Live or AccountState.CertificationLapsed)
        {
            Move(AccountState.Certified, by, why, nowUtc);
        }
    }

    /// <summary>The badge goes; the account goes on without it.</summary>
    internal void Lapse(Actor by, DateTime nowUtc)
    {
        if (State == AccountState.Certified)
        {
            Move(AccountState.CertificationLapsed, by, OwnWord.Of("lapsed"), nowUtc);
        }
    }

    internal void Restrict(Actor by, string? reason, DateTime nowUtc) => Move(AccountState.Restricted, by, Why(reason), nowUtc);

    internal void Suspend(Actor by, string? reason, DateTime nowUtc) => Move(AccountState.Suspended, by, Why(reason), nowUtc);

    internal void Close(Actor by, string? reason, DateTime nowUtc) => Move(AccountState.Closed, by, Why(reason), nowUtc);

    /// <summary>Back from restriction or suspension to what its badge allows on that day.</summary>
    internal void Restore(Actor by, string? reason, DateOnly today, DateTime nowUtc)
    {
        if (State is not (AccountState.Restricted or AccountState.Suspended))
        {
            throw new Refusal(AccountsRefusals.MoveNotAllowed, State, AccountState.Live);
        }

        var back = CertifiedUntil switch
        {
            null => AccountState.Live,
            { } until when until >= today => AccountState.Certified,
            _ => AccountState.CertificationLapsed,
        };
        Move(back, by, Why(reason), nowUtc);
    }

    private ProfileHold Hold(bool inReview) =>
        KeepsBadge ? ProfileHold.Certified
        : inReview ? ProfileHold.InReview
        : ProfileHold.None;

    private static void Demand(ProfileHold hold, string certified, string inReview, string field)
    {
        if (hold != ProfileHold.None)
        {
            throw new Refusal(hold == ProfileHold.Certified ? certified : inReview).On(field);
        }
    }

    private void Move(AccountState to, Actor by, string reason, DateTime nowUtc)
    {
        if (!AccountMoves.Allows(State, to))
        {
            throw new Refusal(AccountsRefusals.MoveNotAllowed, State, to);
        }

        _changes.Add(new AccountStateChange(MerchantId, State, to, by, reason, nowUtc));
        State = to;
    }

    private static string Why(string? reason) => Text.Required(reason, "Reason", ReasonMax);
}
