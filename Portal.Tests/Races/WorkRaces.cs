using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Certification;
using Portal.Domain.Fees;
using Portal.Domain.Messaging;
using Portal.Domain.Operations;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Certification;
using Portal.Tests.Messaging;

namespace Portal.Tests.Races;

/// <summary>Certification, messages, and what takes two persons.</summary>
internal static class WorkRaces
{
    private static readonly PolicyForm Longer = new(nameof(OperationsPolicies.ApprovalHours), "100", null, "Longer.");

    private static readonly DateOnly Later = new(2026, 12, 1);
    private static CancellationToken Ct => CancellationToken.None;

    public static readonly Race[] All =
    [
        new("opening a case", 1, ["CertificationCases(Number)", "CertificationCases(AccountId,Attempt)"], OpenCase),
        new("attaching a document", 8, ["CaseDocuments(CaseId,Kind,Revision)"], Attach),
        new("paying and submitting", 1, ["CertificationReceipts(Number)", "CertificationReceipts(CaseId)"], Pay),
        new("answering a line", 1, ["CaseVerdicts(CaseId,Round,Item)"], Answer),
        new("reading a field", 1, ["CaseReadings(CaseId,Round,Field)"], ReadField),
        new("deciding a case", 1, ["CaseDecisions(CaseId)"], Decide),
        new("beginning messages", 8, ["Messages(Number)"], StartMessages),
        new("publishing one message", 1, ["QuotaReservations(MessageId)"], Publish),
        new("publishing more than the quota", 4, ["QuotaReservations(AccountId,Period,Slot)"], PublishMany),
        new("delivering", 1, ["Broadcasts(MessageId)"], Deliver),
        new("reading an article", 1, ["MessageOpens(MessageId,FollowerId)"], Read),
        new("following", 1, ["Followers(AccountId,UserId)", "Followers(AccountId,OpenId)", "Audiences(AccountId)"], Follow),
        new("keeping pictures", 8, ["Media(Key)"], Upload),
        new("one command: bank account", 1, ["Approvals(MakerId,CommandKey)", "Approvals(Number)"], Command(BankAccount)),
        new("one command: terms", 1, ["Approvals(MakerId,CommandKey)"], Command(Terms)),
        new("one command: fee rule", 1, ["Approvals(MakerId,CommandKey)"], Command(FeeRule)) { Alone = true },
        new("one command: VAT", 1, ["Approvals(MakerId,CommandKey)"], Command(Vat)) { Alone = true },
        new("one command: adjustment", 1, ["Approvals(MakerId,CommandKey)", "Adjustments(Number)"], Command(Adjust)),
        new("one command: staff role", 1, ["Approvals(MakerId,CommandKey)"], Command(StaffRoleOf)),
        new("one command: member's role", 1, ["Approvals(MakerId,CommandKey)"], Command(MemberRoleOf)),
        new("one command: setting", 1, ["Approvals(MakerId,CommandKey)"], Command(Loosen)) { Alone = true },
        new("two bank accounts", 1, ["BankAccounts(MerchantId,State)"], Commands(BankAccount)),
        new("two kinds of terms", 1, ["SettlementTerms(MerchantId,State)"], Commands(Terms)),
        new("two rates of VAT", 1, ["VatRates(State)"], Commands(Vat)) { Alone = true },
        new("unlinking two accounts", 1, ["Approvals(Kind,SubjectId)"], Unlink),
        new("linking two accounts", 1, ["PersonLinks(OneId,OtherId)"], Link),
        new("agreeing", 1, ["ApprovalEffects(Kind,SubjectId)", "ApprovalEffects(ApprovalId)"], Agree),
        new("agreeing to an adjustment", 1, ["Adjustments(EntryId)", "LedgerEntries(Key)", "Postings(EntryId,Line)"], AgreeAdjustment),
    ];

    private static async Task<Ground> OpenCase(World world, string lane)
    {
        var applicant = await Applicant.In(world, lane);
        return Ground.Of(
            _ => applicant.Certification.Fill(applicant.Owner, lane, applicant.Handle, applicant.Form, Ct),
            db => db.CertificationCases.Of(applicant.Merchant).CountAsync()
        );
    }

    private static async Task<Ground> Attach(World world, string lane)
    {
        var applicant = await Applicant.In(world, lane);
        await applicant.Fill();
        return Ground.Of(
            _ => applicant.Attach(DocumentKind.BusinessLicence),
            db => db.Set<CaseDocument>().Of(applicant.Merchant).CountAsync()
        );
    }

    private static async Task<Ground> Pay(World world, string lane)
    {
        var applicant = await Applicant.In(world, lane);
        await applicant.Fill();
        await applicant.Attach(DocumentKind.BusinessLicence);
        await applicant.Attach(DocumentKind.LegalRepresentativeId);
        await applicant.Attach(DocumentKind.AuthorisationLetter);
        return Ground.Of(
            _ => applicant.Certification.PayAndSubmit(applicant.Owner, lane, applicant.Handle, Ct),
            db => db.CertificationReceipts.CountAsync(row => db.CertificationCases.Of(applicant.Merchant).Any(one => one.Id == row.CaseId))
        );
    }

    private static async Task<(Applicant Applicant, Actor Reviewer, string Number)> Claimed(World world, string lane)
    {
        var applicant = await Applicant.In(world, lane);
        var number = await applicant.Submit();
        var reviewer = await world.Person(lane, StaffRole.Reviewer);
        await applicant.Review.Claim(reviewer, number, Ct);
        return (applicant, reviewer, number);
    }

    private static async Task<Ground> Answer(World world, string lane)
    {
        var (applicant, reviewer, number) = await Claimed(world, lane);
        return Ground.Of(
            _ => applicant.Review.Answer(reviewer, number, ChecklistRules.All[0], true, null, Ct),
            db => db.CertificationCases.Of(applicant.Merchant).SelectMany(row => row.Verdicts).CountAsync()
        );
    }

    private static async Task<Ground> ReadField(World world, string lane)
    {
        var (applicant, reviewer, number) = await Claimed(world, lane);
        return Ground.Of(
            _ => applicant.Review.Read(reviewer, number, FactField.CreditCode, true, null, Ct),
            db => db.CertificationCases.Of(applicant.Merchant).SelectMany(row => row.Readings).CountAsync()
        );
    }

    private static async Task<Ground> Decide(World world, string lane)
    {
        var (applicant, reviewer, number) = await Claimed(world, lane);
        var no = new DecisionForm(DecisionKind.Reject, RejectReason.Other, "Not the holder.");
        return Ground.Of(
            _ => (Task)applicant.Review.Decide(reviewer, number, no, Ct),
            db => db.CertificationCases.Of(applicant.Merchant).SelectMany(row => row.Decisions).CountAsync()
        );
    }

    private static async Task<Ground> StartMessages(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        return Ground.Of(_ => (Task)room.Draft(), db => db.Messages.Of(room.Merchant).CountAsync());
    }

    private static async Task<Ground> Publish(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        var draft = await room.Draft();
        return Ground.Of(
            _ => (Task)room.Publishing.Publish(room.Owner, lane, draft.Number, draft.Version, Ct),
            db => db.QuotaReservations.CountAsync(row => db.Messages.Of(room.Merchant).Any(one => one.Id == row.MessageId))
        );
    }

    private static async Task<Ground> PublishMany(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        var drafts = new List<DraftSaved>();
        for (var i = 0; i < 8; i++)
        {
            drafts.Add(await room.Draft());
        }

        return Ground.Of(
            caller => (Task)room.Publishing.Publish(room.Owner, lane, drafts[caller].Number, drafts[caller].Version, Ct),
            db => db.QuotaReservations.CountAsync(row => db.Messages.Of(room.Merchant).Any(one => one.Id == row.MessageId))
        );
    }

    private static async Task<Ground> Deliver(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        await room.Follower(lane + "-reader");
        var draft = await room.Draft();
        await room.Publishing.Publish(room.Owner, lane, draft.Number, draft.Version, Ct);
        world.Clock.Advance(MessagingPolicies.MessageCancelSeconds.Standard);
        await using var db = world.Db();
        var reservation = await db
            .QuotaReservations.Where(row => db.Messages.Of(room.Merchant).Any(one => one.Id == row.MessageId))
            .Select(row => row.Id)
            .SingleAsync();
        return Ground.Of(
            _ => room.Publishing.Deliver(Newsroom.Delivery, reservation, Ct),
            read => read.Broadcasts.CountAsync(row => read.Messages.Of(room.Merchant).Any(one => one.Id == row.MessageId))
        );
    }

    private static async Task<Ground> Read(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        var reader = await room.Follower(lane + "-reader");
        var number = await room.Send();
        return Ground.Of(
            _ => (Task)room.Wallet.Article(reader, number, Ct),
            db =>
                db.Broadcasts.Where(row => db.Messages.Any(one => one.Id == row.MessageId && one.Number == number))
                    .SumAsync(row => (int)row.Opened)
        );
    }

    private static async Task<Ground> Follow(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        var reader = await world.Person(lane + "-reader");
        return Ground.Of(
            _ => room.Wallet.Follow(reader, room.Handle, FollowSource.Search, Ct),
            db => db.Followers.CountAsync(row => row.UserId == reader.UserId)
        );
    }

    private static async Task<Ground> Upload(World world, string lane)
    {
        var room = await Newsroom.Open(world, slug: lane);
        return Ground.Of(
            _ => room.Messages.Upload(room.Owner, lane, ImageRulesTests.Png, Ct),
            db => db.Media.Of(room.Merchant).CountAsync()
        );
    }

    /// <summary>A proposal by one maker: what it is about is made ready first, then it is made under a key.</summary>
    private delegate Task<(Func<string, int, Task<string>> Propose, long Maker)> Proposing(World world, string lane);

    /// <summary>The same click from all callers: one proposal, whose number all get.</summary>
    private static Func<World, string, Task<Ground>> Command(Proposing proposing) =>
        async (world, lane) =>
        {
            var (propose, maker) = await proposing(world, lane);
            return Ground.Of(_ => propose(lane, 0), db => db.Approvals.CountAsync(row => row.MakerId == maker));
        };

    /// <summary>A click of its own from each caller, about one thing that may wait once.</summary>
    private static Func<World, string, Task<Ground>> Commands(Proposing proposing) =>
        async (world, lane) =>
        {
            var (propose, maker) = await proposing(world, lane);
            return Ground.Of(
                caller => propose(FormattableString.Invariant($"{lane}-{caller}"), caller),
                db => db.Approvals.CountAsync(row => row.MakerId == maker)
            );
        };

    private static async Task<(Func<string, int, Task<string>>, long)> BankAccount(World world, string lane)
    {
        var (_, owner) = await world.Organisation(lane);
        var form = ApprovalWorld.Form(holder: $"{lane} Trading Co., Ltd.");
        return ((key, _) => world.Get<BankAccountService>().Propose(owner, lane, form, key, Ct), owner.UserId);
    }

    private static async Task<(Func<string, int, Task<string>>, long)> Terms(World world, string lane)
    {
        await world.Organisation(lane);
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        var weekly = CycleTerms.Default with { MinimumMinor = 5_000 };
        return (
            (key, caller) => world.Get<SettlementTermsService>().Propose(officer, lane, Later.AddDays(caller), weekly, "Contract", key, Ct),
            officer.UserId
        );
    }

    private static async Task<(Func<string, int, Task<string>>, long)> FeeRule(World world, string lane)
    {
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        var rule = ApprovalWorld.Fee(lane, Channel.MobileApp);
        return ((key, _) => world.Get<FeeRuleService>().Propose(officer, rule, "Agreed.", key, Ct), officer.UserId);
    }

    private static async Task<(Func<string, int, Task<string>>, long)> Vat(World world, string lane)
    {
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        return ((key, _) => world.Get<VatRateService>().Propose(officer, Later, 90_000, "By law.", key, Ct), officer.UserId);
    }

    private static async Task<(Func<string, int, Task<string>>, long)> Adjust(World world, string lane)
    {
        await world.Organisation(lane);
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        return ((key, _) => world.Get<AdjustmentService>().Propose(officer, Good(lane), key, Ct), officer.UserId);
    }

    private static AdjustmentForm Good(string slug) =>
        new(slug, 1_00, AdjustmentReason.Goodwill, "For the delay.", AdjustmentAccount.Adjustments, null, null);

    private static async Task<(Func<string, int, Task<string>>, long)> StaffRoleOf(World world, string lane)
    {
        var administrator = await world.Person(lane, StaffRole.Administrator);
        var person = await world.Person(lane + "-new");
        return (
            (key, _) =>
                world.Get<RoleGrantService>().ProposeStaff(administrator, person.UserId, StaffRole.FinanceApprover, "New here.", key, Ct),
            administrator.UserId
        );
    }

    private static async Task<(Func<string, int, Task<string>>, long)> MemberRoleOf(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        await world.Member(merchant, MerchantRole.Owner, lane + "-second");
        var person = await world.Member(merchant, MerchantRole.ContentEditor);
        return (async (key, _) => (await world.Give(owner, lane, person.UserId, MerchantRole.Owner, "They asked.", key))!, owner.UserId);
    }

    private static async Task<(Func<string, int, Task<string>>, long)> Loosen(World world, string lane)
    {
        var administrator = await world.Person(lane, StaffRole.Administrator);
        return (
            async (key, _) => (await world.Get<PolicyService>().Change(administrator, Longer, key, Ct)).Approval!,
            administrator.UserId
        );
    }

    private static async Task<(Actor Administrator, Func<Task> Link)> TwoAccounts(World world, string lane)
    {
        var administrator = await world.Person(lane, StaffRole.Administrator);
        await world.Person(lane + "-one");
        await world.Person(lane + "-two");
        return (
            administrator,
            () =>
                world
                    .Get<PersonLinkService>()
                    .Link(administrator, $"{lane}-one@example.test", $"{lane}-two@example.test", "One person.", Ct)
        );
    }

    private static async Task<Ground> Link(World world, string lane)
    {
        var (administrator, link) = await TwoAccounts(world, lane);
        return Ground.Of(_ => link(), db => db.PersonLinks.CountAsync(row => row.MadeBy == administrator.Name));
    }

    private static async Task<Ground> Unlink(World world, string lane)
    {
        var (administrator, link) = await TwoAccounts(world, lane);
        await link();
        await using var db = world.Db();
        var id = await db.PersonLinks.Where(row => row.MadeBy == administrator.Name).Select(row => row.Id).SingleAsync();
        return Ground.Of(
            caller => world.Get<PersonLinkService>().ProposeUnlink(administrator, id, "Two after all.", $"{lane}-{caller}", Ct),
            read => read.Approvals.CountAsync(row => row.MakerId == administrator.UserId)
        );
    }

    private static async Task<Ground> Agree(World world, string lane)
    {
        var (propose, _) = await BankAccount(world, lane);
        return await AgreedBy(world, lane, await propose(lane, 0));
    }

    private static async Task<Ground> AgreeAdjustment(World world, string lane)
    {
        var (propose, _) = await Adjust(world, lane);
        return await AgreedBy(world, lane, await propose(lane, 0));
    }

    private static async Task<Ground> AgreedBy(World world, string lane, string number)
    {
        var checkers = new List<Actor>();
        for (var i = 0; i < 8; i++)
        {
            checkers.Add(await world.Person($"{lane}-{i}", StaffRole.FinanceApprover));
        }

        var (hash, id) = (await world.HashOf(number), await world.IdOf(number));
        return Ground.Of(
            caller => world.Get<ApprovalService>().Approve(checkers[caller], number, hash, null, Ct),
            db => db.ApprovalEffects.CountAsync(row => row.ApprovalId == id)
        );
    }
}
