using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

/// <summary>A merchant with one public account, ready to write and send.</summary>
internal sealed class Newsroom(World world, Merchant merchant, Actor owner, string handle)
{
    public static readonly Actor Delivery = Actor.System("delivery");

    public World World { get; } = world;
    public Merchant Merchant { get; } = merchant;
    public Actor Owner { get; } = owner;
    public string Handle { get; } = handle;
    public string Slug => Merchant.Slug;
    public MessagingService Messages => World.Get<MessagingService>();
    public PublishingService Publishing => World.Get<PublishingService>();
    public WalletService Wallet => World.Get<WalletService>();

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Newsroom> Open(
        World world,
        AccountType type = AccountType.Service,
        AccountState state = AccountState.Certified,
        string slug = "qinghe"
    )
    {
        var (merchant, owner) = await world.Organisation(slug);
        var handle = slug + "_tea";
        await AddAccount(world, merchant, handle, type, state);
        return new Newsroom(world, merchant, owner, handle);
    }

    /// <summary>Stored directly: registering an account is another module's subject.</summary>
    public static async Task AddAccount(World world, Merchant merchant, string handle, AccountType type, AccountState state)
    {
        await using var db = world.Db();
        var account = (PublicAccount)Activator.CreateInstance(typeof(PublicAccount), nonPublic: true)!;
        var entry = db.Entry(account);
        entry.Property(row => row.MerchantId).CurrentValue = merchant.Id;
        entry.Property(row => row.Handle).CurrentValue = handle;
        entry.Property(row => row.HandleKey).CurrentValue = handle;
        entry.Property(row => row.Number).CurrentValue =
            "PA-" + handle.GetHashCode(StringComparison.Ordinal).ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
        entry.Property(row => row.CertifiedName).CurrentValue = state == AccountState.Certified ? merchant.LegalName : null;
        entry.Property(row => row.DisplayName).CurrentValue = handle + " House";
        entry.Property(row => row.Type).CurrentValue = type;
        entry.Property(row => row.State).CurrentValue = state;
        entry.Property(row => row.RegisteredUtc).CurrentValue = world.Clock.UtcNow();
        entry.State = EntityState.Added;
        await db.SaveChangesAsync(Ct);
    }

    public async Task SetState(AccountState state)
    {
        await using var db = World.Db();
        await db.Sealed(
            db.PublicAccounts.Where(row => row.Handle == Handle),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state), Ct),
            Ct
        );
    }

    public DraftForm Form(
        string body = "Winter oolong came off the fire on Thursday.",
        DateTime? plan = null,
        string title = "Winter oolong is here"
    ) => new(Handle, MessageKind.Article, title, body, null, plan);

    public Task<DraftSaved> Draft(DateTime? plan = null, string body = "Winter oolong came off the fire on Thursday.") =>
        Messages.Start(Owner, Slug, Form(body, plan), Ct);

    /// <summary>Drafts, publishes for now, lets the cancel window pass and runs the work that the schedule left.</summary>
    public async Task<string> Send(string body = "Winter oolong came off the fire on Thursday.", MessageKind kind = MessageKind.Article)
    {
        var draft = await Messages.Start(Owner, Slug, Form(body) with { Kind = kind }, Ct);
        await Publishing.Publish(Owner, Slug, draft.Number, draft.Version, Ct);
        World.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        await RunWork();
        return draft.Number;
    }

    public Task<int> RunWork() => World.Get<WorkQueue>().RunDue(World.Get<Portal.Jobs.WorkSteps>().Table, Ct, Message.SendWork);

    public Task<MessageDetail> Read(string number) => Messages.Read(Owner, Slug, number, Ct);

    public async Task<Actor> Follower(string name)
    {
        var person = await World.Person(name);
        await Wallet.Follow(person, Handle, FollowSource.Search, Ct);
        return person;
    }

    public async Task<IReadOnlyList<ProofResult>> Proofs()
    {
        await using var db = World.Db();
        List<ProofResult> results = [];
        foreach (var proof in World.Get<IEnumerable<IProof>>().Where(proof => proof.Id is "I-30" or "I-31" or "I-32"))
        {
            results.Add(await proof.Check(db, Ct));
        }

        return results;
    }
}
