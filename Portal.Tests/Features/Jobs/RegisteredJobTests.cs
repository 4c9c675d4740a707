using System.Globalization;
using System.Resources;
using Microsoft.Extensions.DependencyInjection;
using Portal.Jobs;
using Portal.Tests.Features.Startup;
using Quartz;

namespace Portal.Tests.Features.Jobs;

public sealed class RegisteredJobTests : IAsyncLifetime
{
    private static readonly string[] Languages = ["en", "zh-Hans"];

    private readonly PreparedServer _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Every_job_can_be_made_has_texts_and_a_cron_that_parses()
    {
        using var scope = _server.Services.CreateScope();
        ResourceManager texts = new(typeof(JobText));

        var jobs = scope.ServiceProvider.GetServices<RegisteredJob>().ToList();

        Assert.Equal(jobs.Count, jobs.Select(job => job.Definition.Key).Distinct().Count());
        Assert.All(jobs, job =>
        {
            Assert.NotNull(scope.ServiceProvider.GetRequiredService(job.QuartzType.GenericTypeArguments[0]));
            Assert.NotNull(scope.ServiceProvider.GetRequiredService(job.QuartzType));
            Assert.True(job.Definition.Cron is null || CronExpression.TryParse(job.Definition.Cron, out _), job.Definition.Cron);
            foreach (var culture in Languages)
            {
                var set = texts.GetResourceSet(new CultureInfo(culture), createIfNotExists: true, tryParents: culture == "en");
                Assert.False(string.IsNullOrEmpty(set?.GetString(job.Definition.NameKey)), $"{culture} {job.Definition.NameKey}");
                Assert.False(string.IsNullOrEmpty(set?.GetString(job.Definition.DescriptionKey)), $"{culture} {job.Definition.DescriptionKey}");
            }
        });
    }

    [Fact]
    public void Every_job_class_is_registered()
    {
        var registered = _server.Services.GetServices<RegisteredJob>().Select(job => job.QuartzType.GenericTypeArguments[0].Name);
        var existing = typeof(IPortalJob).Assembly.GetTypes()
            .Where(type => type is { IsClass: true } && type.IsAssignableTo(typeof(IPortalJob))).Select(type => type.Name)
            .Except([nameof(SimulateBrowsingJob)]); // Only on a demo portal.

        Assert.Equal(existing.Order(StringComparer.Ordinal), registered.Order(StringComparer.Ordinal));
    }
}
