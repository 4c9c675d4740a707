using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Experiments;
using Portal.Experiments.Counting;
using Portal.Experiments.Metrics;

namespace Portal.Tests.Features.Experiments.Counting;

public sealed class ExperimentAlertsTests : IDisposable
{
    private readonly ServiceProvider _texts = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();

    public void Dispose() => _texts.Dispose();

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(10, 25, 1)]
    public async Task A_guardrail_that_is_worse_with_certainty_is_told(int control, int treatment, int alerts)
    {
        await using var scene = await CountingScene.CreateAsync();
        await FillAsync(scene, 700, 700, variant => variant == 0 ? control : treatment);

        Assert.Equal(alerts, (await CheckAsync(scene)).Count(alert => alert.Title.Contains("does harm", StringComparison.Ordinal) && alert.Text.Contains("Rejections", StringComparison.Ordinal) && alert.Href == "/admin/experiments/one"));
    }

    [Fact]
    public async Task A_split_that_is_not_as_planned_is_all_that_is_told()
    {
        await using var scene = await CountingScene.CreateAsync();
        await FillAsync(scene, 700, 400, variant => 10 + (20 * variant));

        var alert = Assert.Single(await CheckAsync(scene));

        Assert.Equal((AlertLevel.Danger, "The split of “One” is not as planned"), (alert.Level, alert.Title));
        Assert.Contains("700 : 400", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fulfilled_plan_waits_for_a_decision_until_there_is_one()
    {
        await using var scene = await CountingScene.CreateAsync(change: plan => plan with { PlannedUnits = 1000, MinimumDays = 1 });
        await scene.ChangeAsync(row => row.StartedUtc = scene.Now.AddDays(-9));
        await FillAsync(scene, 700, 700, _ => 10);
        Assert.Equal("“One” waits for a decision", Assert.Single(await CheckAsync(scene)).Title);

        await scene.ChangeAsync(row => row.Decision = ExperimentDecision.Inconclusive);
        Assert.Empty(await CheckAsync(scene));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"variants":[{"name":"A","settings":{}}],"weights":[1]}""")]
    [InlineData("""{"variants":[{"name":"A","settings":{}},{"name":"B","settings":{}}],"weights":[0.5,0.7],"primaryMetric":"rating"}""")]
    public async Task A_plan_that_cannot_be_carried_out_is_told(string plan)
    {
        await using var scene = await CountingScene.CreateAsync();
        await scene.ChangeAsync(row => row.Plan = plan);

        Assert.Equal("The plan of “One” cannot be carried out", Assert.Single(await CheckAsync(scene)).Title);
    }

    private static async Task FillAsync(CountingScene scene, int controls, int others, Func<int, int> against)
    {
        await scene.AddAsync([.. Enumerable.Range(0, controls + others).Select(i => new ExperimentUnitEntity
        {
            ExperimentId = CountingScene.Experiment,
            Unit = $"u{i:0000}",
            Variant = i < controls ? 0 : 1,
            ExposedUtc = scene.Now.AddDays(-8).AddMinutes(i % 700),
            Segments = "device=phone;activity=light",
            Values = Outcomes.Encode(new UnitOutcomes { Since = new UnitTally { Lists = 2, Looks = 100, Likes = i % 7, Against = against(i < controls ? 0 : 1) + (i % 5) } }),
        })]);
        await scene.Analysis().RunAsync(await scene.ExperimentAsync(), default);
    }

    private Task<IReadOnlyList<Alert>> CheckAsync(CountingScene scene) =>
        new ExperimentAlerts(scene.Contexts, scene.Results, _texts.GetRequiredService<IStringLocalizer<CountingText>>(), _texts.GetRequiredService<IStringLocalizer<MetricText>>()).CheckAsync(default);
}
