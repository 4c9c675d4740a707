using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Domain.Embedding;
using Portal.Domain.Profiles;
using Portal.Engine;
using Portal.Feed;
using Portal.Onboarding;
using Portal.People;
using Portal.Preferences;

namespace Portal.Tests.Support;

/// <summary>A person before a small catalogue that is ranked by words: everything a feed needs, and no model.</summary>
public abstract class FeedScene : PersonScene
{
    private readonly TestFolder _folder = new();

    protected FeedService Feed => Services.GetRequiredService<FeedService>();

    protected EngineService Engine => Services.GetRequiredService<EngineService>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment());
        Services.AddSingleton(Options.Create(new EncoderOptions { Kind = EncoderKind.None }));
        Services.AddSingleton(Options.Create(new PortalOptions { DataFolder = _folder.FullName }));
        Services.AddSingleton<DataFolder>();
        Services.AddSingleton(provider => new EncoderLoader(provider.GetRequiredService<TimeProvider>(), () => new HttpClient(), NullLogger<EncoderLoader>.Instance));
        Services.AddSingleton<EncoderHost>();
        Services.AddSingleton<WeightStore>();
        Services.AddSingleton<EngineBuilder>();
        Services.AddSingleton<EngineService>();
        Services.AddSingleton<EmbeddingMonitor>();
        Services.AddSingleton<IEmbeddingProgress>(provider => provider.GetRequiredService<EmbeddingMonitor>());
        Services.AddSingleton<ProfileLoader>();
        Services.AddFeed();
        Services.AddOnboarding();
        Services.AddPreferences();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _folder.Dispose();
        }
    }

    /// <summary>The person has been here before.</summary>
    protected async Task BeenHereAsync()
    {
        await using var db = Database.CreateDbContext();
        await db.Users.ExecuteUpdateAsync(update => update.SetProperty(user => user.OnboardedUtc, Clock.GetUtcNow().UtcDateTime));
    }

    protected async Task SayAsync(string text) =>
        Assert.True((await Services.GetRequiredService<StatementService>().AddAsync(Me, text, null, CancellationToken.None)).Ok);

    protected async Task<IReadOnlyList<string>> FeedIdsAsync() =>
        [.. (await Feed.GetPageAsync(Me, new FeedRequest(), CancellationToken.None)).Entries.Select(entry => entry.Item.Id)];

    protected Task<long?> ActAsync(string item, InteractionKind kind) =>
        Services.GetRequiredService<FeedbackService>().RecordAsync(Me, item, kind, new FeedbackOrigin("test"), CancellationToken.None);

    private sealed class HostingEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "Portal";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
