using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Experiments.Analysis;
using Portal.Domain.Experiments.Interleaving;
using Portal.Domain.Experiments.Statistics;
using Portal.Experiments.Boards;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Experiments.Boards;

public sealed class BoardWordsTests : PortalBunitContext
{
    /// <summary>The sentences whose keys are made of what they speak of.</summary>
    [Fact]
    public void There_is_a_sentence_for_whatever_may_be_found()
    {
        string[] keys =
        [
            .. Of<DecisionRule>("Rule"), .. Of<DecisionStatus>("Status"), .. Of<EffectObstacle>("Obstacle"), .. Of<EffectVerdict>("Verdict"), .. Of<MetricGoal>("Goal"),
            .. Of<MetricRole>("Role"), .. Of<MetricRole>("Scope"), .. Of<MetricRole>("Step.Corrected"), .. Of<EffectScale>("Step.Effect"), .. Of<MetricKind>("Step.Error"),
            .. Of<ExperimentState>("State"), .. Of<ExperimentMode>("Mode"), .. Of<ExperimentUnitKind>("UnitKind"), .. Of<TeamVerdict>("Team"),
            .. Of<ExperimentDecision>("Decided").Where(key => key != "Decided.None"), .. BoardChoice.Views.SelectMany(view => new[] { $"View.{view}", $"View.{view}.About" }),
        ];
        var text = Services.GetRequiredService<IStringLocalizer<BoardText>>();

        Assert.DoesNotContain(keys, key => text[key].ResourceNotFound);

        static IEnumerable<string> Of<T>(string prefix)
            where T : struct, Enum => Enum.GetNames<T>().Select(name => $"{prefix}.{name}");
    }
}
