using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Context;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.ShortTerm;
using Portal.Engine.Models;

namespace Portal.Cli;

/// <summary>Models to measure with: learned, as the portal learns them, from invented people who keep to a few themes. The same seed gives the same models.</summary>
internal sealed class SyntheticModels
{
    private const int ActionsEach = 20, ThemesEach = 2, SessionLength = 6;

    private readonly Random _random;
    private readonly int[][] _themes;
    private readonly DateTimeOffset _now;

    public SyntheticModels(SyntheticCatalogue source, DateTimeOffset now, int seed)
    {
        (_random, _now) = (new Random(seed), now);
        _themes = [.. Enumerable.Range(0, source.Items.Length).GroupBy(item => source.Items[item].Genres[0]).OrderBy(theme => theme.Key, StringComparer.Ordinal).Select(theme => theme.ToArray())];
    }

    /// <summary>Learns from so many people.</summary>
    public LearnedModels Learn(CatalogueIndex catalogue, int people, CancellationToken token)
    {
        List<RawInteraction> actions = new(people * ActionsEach);
        for (var person = 0; person < people; person++)
        {
            var own = Enumerable.Range(0, ThemesEach).Select(_ => Theme()).ToArray();
            for (var i = ActionsEach; i > 0; i--)
            {
                actions.Add(new RawInteraction(new UserIndex(person), Item(own[_random.Next(ThemesEach)]), InteractionKind.Like, null, _now.AddHours(-3.1 * i)));
            }
        }

        TrainingSet data = new([.. catalogue.Items.Select(item => item.Id)], people, actions, [.. actions.Select(action => MomentCounts.Pack(Moment.Of(action.At)))]);
        var set = new ModelTrainer(InteractionWeights.Default, new ModelOptions()).Train(data, new ModelStamp(actions.Count, actions.Count, 0, ""), _now, null, token)!;
        return new LearnedModels
        {
            Version = set.Facts.Version,
            Collaborative = set.Collaborative,
            Popular = set.Popular,
            Transitions = set.Transitions,
            Context = ContextLift.Learn(catalogue, actions.Select(action => new ContextEvent(action.Item, Moment.Of(action.At), 1))),
        };
    }

    /// <summary>A session that keeps to a theme and goes on.</summary>
    public Session Session()
    {
        var theme = Theme();
        return Domain.ShortTerm.Session.Of(
            Enumerable.Range(1, SessionLength).Select(minutes => new SessionEvent(Item(theme), InteractionKind.Click, null, _now.AddMinutes(-minutes))), Domain.ShortTerm.Session.DefaultGap);
    }

    private int[] Theme() => _themes[(int)(_themes.Length * _random.NextDouble() * _random.NextDouble())];

    // What is seen most is done most.
    private ItemIndex Item(int[] theme) => new(theme[(int)(theme.Length * Math.Pow(_random.NextDouble(), 3))]);
}
