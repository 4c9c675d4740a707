using System.Security.Claims;
using Bunit.TestDoubles;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Catalogue;
using Portal.Data.Entities;
using Portal.Engine;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Catalogue;

/// <summary>An administrator before a catalogue of their own.</summary>
public abstract class CatalogueScene : PageScene
{
    protected static readonly Actor Ann = new(Me, "Ann");

    internal ChangeLog Changes { get; } = new();

    internal CatalogueGrid Grid => Services.GetRequiredService<CatalogueGrid>();

    internal ItemEditor Editor => Services.GetRequiredService<ItemEditor>();

    internal CatalogueBulk Bulk => Services.GetRequiredService<CatalogueBulk>();

    internal LabelService Labels => Services.GetRequiredService<LabelService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddCatalogue().AddSingleton<ICatalogueChanges>(Changes);
        var authorization = AddAuthorization();
        authorization.SetAuthorized("Ann");
        authorization.SetRoles(Roles.Admin);
        authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, Me));
    }

    protected async Task<ItemEntity> StoredAsync(string id)
    {
        await using var db = Database.CreateDbContext();
        return await db.Items.AsNoTracking().SingleAsync(item => item.ExternalId == id);
    }

    protected async Task<IReadOnlyList<(string Action, string Subject)>> AuditAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. (await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync()).Select(entry => (entry.Action, entry.Subject))];
    }

    internal sealed class ChangeLog : ICatalogueChanges
    {
        public int Count { get; private set; }

        public void Announce(string by) => Count++;
    }
}
