using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

/// <summary>Saying that everything is there, before anything is paid.</summary>
public sealed class CompletionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task An_application_is_complete_when_nothing_is_missing_and_costs_nothing_yet(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        Task Complete(Actor who) => applicant.Certification.Complete(who, applicant.Merchant.Slug, applicant.Handle, Ct);
        await applicant.Fill();
        await applicant.Attach(DocumentKind.BusinessLicence);
        await applicant.Attach(DocumentKind.LegalRepresentativeId);
        await Assert.ThrowsAsync<Refusal>(() => Complete(applicant.Owner));
        Assert.Equal(CaseState.Draft, (await applicant.View()).Case!.State);

        await applicant.Attach(DocumentKind.AuthorisationLetter);
        await Assert.ThrowsAsync<Refusal>(() => Complete(world.Stranger));
        await Complete(applicant.Owner);

        Assert.Equal(CaseState.FeeDue, (await applicant.View()).Case!.State);
        await using var db = world.Db();
        Assert.Empty(await db.CertificationReceipts.ToListAsync(Ct));
        Assert.Empty(await db.LedgerEntries.ToListAsync(Ct));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "certification.completed", Ct));
    }
}
