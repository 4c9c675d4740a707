using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;

namespace Portal.Tests.Support;

/// <summary>A signed-in person before a database of their own: for components that call the real services.</summary>
public abstract class PersonScene : PortalBunitContext, IAsyncLifetime
{
    protected const string Me = "me";

    // The services behind these components read and write a file, and other tests do so at the same time.
    static PersonScene() => DefaultWaitTimeout = TimeSpan.FromSeconds(15);

    protected TestDatabase Database { get; private set; } = default!;

    /// <summary>As whom the person is signed in.</summary>
    protected BunitAuthorizationContext Authorization { get; private set; } = default!;

    public virtual async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Services.AddSingleton<IDbContextFactory<PortalDbContext>>(Database);
        Services.AddSingleton<FeedbackService>();
        Services.AddScoped<CurrentUser>();
        Authorization = AddAuthorization();
        Authorization.SetAuthorized("Ann");
        Authorization.SetClaims(new Claim(ClaimTypes.NameIdentifier, Me), new Claim(PortalClaims.DisplayName, "Ann Lee"));
        await using var db = Database.CreateDbContext();
        db.Users.Add(new PortalUser { Id = Me, UserName = "ann@example.org", DisplayName = "Ann Lee" });
        await db.SaveChangesAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Puts items into the catalogue.</summary>
    protected async Task AddItemsAsync(params ItemEntity[] items)
    {
        await using var db = Database.CreateDbContext();
        db.Items.AddRange(items);
        await db.SaveChangesAsync();
    }

    protected static ItemEntity Film(string id, int year = 2016, string[]? genres = null, string[]? tags = null, string kind = "film", string? title = null) => new()
    {
        ExternalId = id,
        Kind = kind,
        Title = title ?? $"The {id}",
        Description = $"About {id}.",
        Creators = [$"Maker of {id}"],
        Genres = [.. genres ?? ["drama"]],
        Tags = [.. tags ?? ["quiet"]],
        Year = year,
        Source = "test",
        PublishedUtc = new DateTime(year, 7, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>What is in force of the person's actions, oldest first.</summary>
    protected async Task<IReadOnlyList<(string Item, InteractionKind Kind, int? Position)>> ActionsAsync()
    {
        await using var db = Database.CreateDbContext();
        var rows = await db.Interactions.Where(row => row.UserId == Me && row.RetractedUtc == null).OrderBy(row => row.Id)
            .Join(db.Items, row => row.ItemId, item => item.Id, (row, item) => new { item.ExternalId, row.Kind, row.Position }).ToListAsync();
        return [.. rows.Select(row => (row.ExternalId, row.Kind, row.Position))];
    }
}
