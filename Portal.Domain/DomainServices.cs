using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Demo;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Reports;

namespace Portal.Domain;

public static class DomainServices
{
    /// <summary>Everything that would be true without a screen. Services hold no state of a user, so they are singletons.</summary>
    public static IServiceCollection AddPortalDomain(this IServiceCollection services, DatabaseSettings settings, SettlementZone zone)
    {
        services.AddSingleton(settings);
        services.AddSingleton(zone);
        services.AddSingleton(TimeProvider.System);
        services.AddAudit();
        services.AddSingleton<IDbContextFactory<PortalDb>, PortalDbFactory>();
        // The Identity stores alone use a scoped context: one request, one sign-in.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContext());
        services.AddSingleton<Gate>();
        services.AddInner<Acts>();
        services.AddSingleton<WorkQueue>();
        services.AddSingleton<LedgerPoster>();
        services.AddSingleton<LedgerUpkeepService>();
        services.AddSingleton<PeopleService>();
        services.AddSingleton<SessionEnds>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SecretTries>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<IPasswordHasher<PortalUser>, PasswordHasher<PortalUser>>();
        services.AddSingleton<SessionService>();
        services.AddSingleton<SecondFactorService>();
        services.AddSingleton<CredentialService>();
        services.AddSingleton<SetupService>();
        services.AddOrganisations();
        services.AddSingleton<MessagingService>();
        services.AddSingleton<PublishingService>();
        services.AddSingleton<FollowerService>();
        services.AddSingleton<WalletService>();
        services.AddSingleton<WalletSignInService>();
        services.AddSingleton<MediaService>();
        services.AddApprovals();
        services.AddMoney();
        services.AddReports();
        services.AddNotices();
        services.AddOperations();
        services.AddDemo();
        services.AddSingleton<IProof, EntriesBalance>();
        services.AddSingleton<IProof, BalancesAreSums>();
        services.AddSingleton<IProof, EntriesAreOfTheCatalogue>();
        services.AddSingleton<IProof, BroadcastsTie>();
        services.AddSingleton<IProof, AudiencesAreCounts>();
        services.AddSingleton<IProof, QuotasHold>();
        services.AddInner<ProofService>();
        services.AddSingleton<MerchantService>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<DraftService>();
        services.AddSingleton<DocumentVault>();
        services.AddSingleton<ISealText>(provider => provider.GetRequiredService<DocumentVault>());
        services.AddSingleton<CaseLoader>();
        services.AddInner<CertificationService>();
        services.AddInner<ReviewService>();
        services.AddSingleton<RenewalService>();
        services.AddInner<Migrator>();
        services.AddSingleton<WriteProbe>();
        services.AddScoped<ILookupNormalizer, SoundLookup>();
        services
            .AddIdentityCore<PortalUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.SignIn.RequireConfirmedEmail = true;
                options.Password.RequiredLength = PasswordRules.LengthMin;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 5;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Stores.MaxLengthForKeys = 128;
            })
            .AddPasswordValidator<UncommonPasswords>()
            .AddEntityFrameworkStores<PortalDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        return services;
    }
}
