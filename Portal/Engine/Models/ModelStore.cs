using Portal.Domain.Catalogue;
using Portal.Domain.Collaborative;
using Portal.Domain.Context;
using Portal.Domain.Ranking;

namespace Portal.Engine.Models;

/// <summary>How the learned models are, for pages.</summary>
/// <param name="InForce">About the models in force; null before there are any.</param>
/// <param name="Failure">Why the last attempt to learn new ones failed; null when it did not, or none was made since the start.</param>
/// <param name="FailedAt">When it failed.</param>
public sealed record ModelStatus(ModelFacts? InForce, string? Failure, DateTimeOffset? FailedAt);

/// <summary>Holds the learned models in force, read from their files when they are first asked for, and lays them over catalogues.</summary>
public sealed class ModelStore(ModelFiles files)
{
    private readonly Lock _gate = new();
    private ModelSet? _set;
    private bool _loaded;
    private (string Failure, DateTimeOffset At)? _failed;
    private (ModelSet Set, CatalogueIndex Catalogue, LearnedModels Models)? _laid;

    public ModelStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new ModelStatus(Current()?.Facts, _failed?.Failure, _failed?.At);
            }
        }
    }

    /// <summary>Stores a set; what asks from now on gets it.</summary>
    public void Replace(ModelSet set)
    {
        // The files first: were they refused, the last good models would stay in force, here and after the next start.
        files.Save(set);
        lock (_gate)
        {
            (_set, _loaded, _failed) = (set, true, null);
        }
    }

    /// <summary>Takes note that learning failed, and that the models in force stay.</summary>
    public void Failed(string failure, DateTimeOffset at)
    {
        lock (_gate)
        {
            _failed = (failure, at);
        }
    }

    /// <summary>The models in force with the positions of a catalogue; items they do not know are unknown to them.</summary>
    public LearnedModels Over(CatalogueIndex catalogue)
    {
        lock (_gate)
        {
            if (Current() is not { } set)
            {
                return LearnedModels.None;
            }

            // A catalogue is read anew every few minutes, and its items are mostly the same; their labels may not be.
            if (_laid is not { } laid || laid.Set != set)
            {
                _laid = (set, catalogue, Lay(set, catalogue));
            }
            else if (!ReferenceEquals(laid.Catalogue, catalogue))
            {
                _laid = (set, catalogue, SameItems(laid.Catalogue, catalogue) ? laid.Models with { Context = Context(set, catalogue) } : Lay(set, catalogue));
            }

            return _laid.Value.Models;
        }
    }

    private static bool SameItems(CatalogueIndex a, CatalogueIndex b) => a.Items.Select(item => item.Id).SequenceEqual(b.Items.Select(item => item.Id));

    private static ContextLift Context(ModelSet set, CatalogueIndex catalogue) => ContextLift.Learn(catalogue, set.Moments.Events(Places(set, catalogue)));

    // For every item of the set its position in the catalogue, −1 when it is gone.
    private static int[] Places(ModelSet set, CatalogueIndex catalogue) => [.. set.ItemIds.Select(id => catalogue.TryFind(id, out var index) ? index.Value : -1)];

    private static LearnedModels Lay(ModelSet set, CatalogueIndex catalogue)
    {
        string[] ids = [.. catalogue.Items.Select(item => item.Id)];
        LearnedModels models = new() { Version = set.Facts.Version, Context = Context(set, catalogue) };
        return set.ItemIds.SequenceEqual(ids)
            ? models with { Collaborative = set.Collaborative, Popular = set.Popular, Transitions = set.Transitions }
            : models with
            {
                Collaborative = RemappedModel.Over(set.Collaborative, set.ItemIds, ids),
                Popular = RemappedModel.Over(set.Popular, set.ItemIds, ids),
                Transitions = set.Transitions.Rearranged(ids.Length, Places(set, catalogue)),
            };
    }

    private ModelSet? Current()
    {
        if (!_loaded)
        {
            (_set, _loaded) = (files.Load(), true);
        }

        return _set;
    }
}
