using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.People;
using Portal.Tests.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Features.People;

public sealed class ImpressionTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Each_place_of_an_own_list_counts_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        TestClock clock = new();
        FeedbackService feedback = new(database, clock);
        var (ann, bob) = (SampleRows.User("ann"), SampleRows.User("bob"));
        ItemEntity[] items = [SampleRows.Item("a"), SampleRows.Item("b"), SampleRows.Item("c")];
        FeedRequestEntity request = SampleRows.Request(ann.Id);
        await using (var db = database.CreateDbContext())
        {
            db.Users.AddRange(ann, bob);
            db.Items.AddRange(items);
            db.FeedRequests.Add(request);
            await db.SaveChangesAsync();
            for (var i = 0; i < items.Length; i++)
            {
                var place = SampleRows.Position(request, items[i].Id);
                place.Position = 24 + i;
                db.ServedPositions.Add(place);
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(2, await feedback.RecordImpressionsAsync(ann.Id, request.Id, [24, 26, 99], default));
        Assert.Equal(1, await feedback.RecordImpressionsAsync(ann.Id, request.Id, [24, 25, 26], default));
        Assert.Equal(0, await feedback.RecordImpressionsAsync(bob.Id, request.Id, [24, 25], default));

        await using var check = database.CreateDbContext();
        var rows = check.Interactions.OrderBy(row => row.Position).ToList();
        Assert.Equal([24, 25, 26], rows.Select(row => row.Position));
        Assert.Equal(items.Select(item => item.Id), rows.Select(row => row.ItemId));
        Assert.All(rows, row => Assert.Equal((ann.Id, InteractionKind.Impression, "feed", request.Id), (row.UserId, row.Kind, row.Context, row.RequestId)));
    }
}
