using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Interests;
using Portal.Items;
using Portal.Library;
using Portal.People;
using Portal.Preferences;
using Portal.Search;

namespace Portal.Tests.Support;

/// <summary>A person before the services of the pages that are not the feed, on a catalogue that is matched by words: no encoder.</summary>
public abstract class PageScene : PersonScene
{
    private readonly TestFolder _folder = new();

    protected StatementService Statements => Services.GetRequiredService<StatementService>();

    protected SearchService Searches => Services.GetRequiredService<SearchService>();

    protected LibraryService Library => Services.GetRequiredService<LibraryService>();

    protected ItemService Items => Services.GetRequiredService<ItemService>();

    protected FeedbackService Feedback => Services.GetRequiredService<FeedbackService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Encoder:Kind", "None")]).Build();
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
        Services.AddSingleton(Options.Create(new PortalOptions { DataFolder = _folder.FullName }));
        Services.AddSingleton<DataFolder>();
        Services.AddEngine(configuration).AddPeople().AddPreferences().AddInterests().AddItems().AddSearch().AddLibrary();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _folder.Dispose();
        }
    }

    /// <summary>Lets time pass in steps until the assertion holds: what waits for a pause may begin to wait a moment later than the key that began it.</summary>
    protected async Task PassTimeAsync(TimeSpan step, Action assert)
    {
        for (var i = 0; ; i++)
        {
            Clock.Advance(step);
            await Task.Delay(20);
            try
            {
                assert();
                return;
            }
            catch (Exception) when (i < 100)
            {
                // Not yet.
            }
        }
    }

    /// <summary>Adds a statement that is known to be fine.</summary>
    protected async Task<Guid> SayAsync(string text, DateTime? expiresUtc = null)
    {
        var result = await Statements.AddAsync(Me, text, expiresUtc, CancellationToken.None);
        Assert.True(result.Ok);
        return result.Id;
    }

    protected async Task<long> ActAsync(string item, InteractionKind kind, string context = "test") =>
        (await Feedback.RecordAsync(Me, item, kind, new FeedbackOrigin(context), CancellationToken.None))!.Value;
}
