using Microsoft.Extensions.DependencyInjection;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Interests;
using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Interests;

/// <summary>A person who likes films with robots most, then books about the sea, and games about cooking.</summary>
public abstract class InterestScene : PageScene
{
    protected InterestService Interests => Services.GetRequiredService<InterestService>();

    protected InterestEditor Editor => Services.GetRequiredService<InterestEditor>();

    protected ToastService Toasts => Services.GetRequiredService<ToastService>();

    protected async Task LikeThingsAsync()
    {
        await AddItemsAsync(
        [
            .. Enumerable.Range(0, 18).Select(i => Group($"robot-{i:00}", "film", "science fiction", "robots")),
            .. Enumerable.Range(0, 14).Select(i => Group($"sea-{i:00}", "book", "drama", "sailing")),
            .. Enumerable.Range(0, 13).Select(i => Group($"cook-{i:00}", "game", "strategy", "cooking")),
        ]);
        foreach (var item in new[] { "robot-00", "robot-01", "robot-02", "robot-03", "sea-00", "sea-01", "sea-02", "cook-00", "cook-01" })
        {
            await ActAsync(item, InteractionKind.Like);
        }

        await ActAsync("robot-00", InteractionKind.Click);
    }

    protected async Task<IReadOnlyList<InterestView>> ListAsync() => (await Interests.ListAsync(Me, TimeZoneInfo.Utc, CancellationToken.None)).Interests;

    /// <summary>The interest to which an item belongs.</summary>
    protected async Task<InterestView> OfAsync(string item) => (await ListAsync()).Single(interest => interest.Items.Any(one => one.Id == item));

    private static ItemEntity Group(string id, string kind, string genre, string tag) => Film(id, genres: [genre], tags: [tag], kind: kind);
}
